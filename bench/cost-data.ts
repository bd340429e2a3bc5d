import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSpecification } from '../lib/spec/parse.ts';
import { idx } from '../test/data/idx.ts';

export interface Size {
  readonly generation: number;
  readonly generations: number;
  readonly trialsPerJob: number;
}

const folder = mkdtempSync(join(tmpdir(), 'spotnas-cost-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const files = { images: join(folder, 'images'), labels: join(folder, 'labels') };
const examples = Array.from({ length: 60 }, (_, i) => i);
writeFileSync(
  files.images,
  idx(
    [60, 8, 8],
    examples.flatMap((i) => Array<number>(64).fill(i)),
  ),
);
writeFileSync(
  files.labels,
  idx(
    [60],
    examples.map((i) => i % 3),
  ),
);

/**
 * A search over as many architectures as the default space has, in thin layers, so that weights are small: how many bytes
 * they have changes no count. With a limit in dollars, which takes more requests than none.
 */
export const specOf = ({ generation, generations, trialsPerJob }: Size): object =>
  parseSpecification(
    JSON.stringify({
      name: 'cost',
      data: { source: 'idx', ...files },
      space: { name: 'mobile', stages: [1, 2, 2].map((stride) => ({ channels: 4, stride, depth: 3 })), head: 4 },
      strategy: 'regularised-evolution',
      budget: { trials: generation * generations, usd: 100_000 },
      generation,
      trialsPerJob,
    }),
    'cost.json',
  );
