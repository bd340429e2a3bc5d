import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, RunSearch } from '../../lib/cli/context.ts';
import { main } from '../../lib/cli/main.ts';
import type { SearchSummary } from '../../lib/local/events.ts';

export const SPEC = `
name: digits
data: mnist
space: nasbench201
strategy: random
budget: { trials: 4 }
`;

const best = {
  number: 3,
  architecture: {},
  description: 'a cell',
  score: 0.981,
  testScore: 0.985,
  latencyMs: 1.234,
  parameters: 12_345,
};

export const summaryOf = (id: string): SearchSummary => ({
  id,
  objective: 'accuracy',
  trials: { complete: 4 },
  best,
  leaderboard: [best],
  footprint: { kwh: 0.00125, assumption: 'as if' },
  report: `/somewhere/${id}/report.html`,
  model: `/somewhere/${id}/best/model.json`,
  weightsHash: 'abc123',
});

/** An empty folder with a file in it for each entry. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'spotnas-cli-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process, with a runner that stands in for training. */
export async function spotnas(
  argv: readonly string[],
  runSearch: RunSearch = async ({ id }) => summaryOf(id),
  terminal: Partial<Context['stderr']> = {},
): Promise<Outcome> {
  return command(argv, { runSearch }, terminal);
}

/** Runs the command in this process, in a context of which the test gives what it needs; AWS is not reached. */
export async function command(
  argv: readonly string[],
  given: Partial<Context>,
  terminal: Partial<Context['stderr']> = {},
): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const code = await main(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { ...terminal, write: (text) => (stderr += text) },
    environment: {},
    runSearch: async ({ id }) => summaryOf(id),
    connect: async () => {
      throw new Error('this test has no AWS');
    },
    pause: async () => {},
    ...given,
  });
  return { code, stdout, stderr };
}
