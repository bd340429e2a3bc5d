import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { detectBackend } from '../../lib/engine/tensorflow/detect.ts';
import { AGREEMENT, agreementCases } from '../suites/engine/agreement.ts';

type Losses = Readonly<Record<string, readonly number[]>>;

/** Losses by engine, each in a process and on a backend of its own. */
async function losses(engine: string, backend: 'tensorflow' | 'wasm'): Promise<Losses> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'losses.ts'), engine], {
    env: { ...process.env, SPOTNAS_BACKEND: backend },
    maxBuffer: 2 ** 24,
  });
  return JSON.parse(stdout) as Losses;
}

const native = detectBackend().backend === 'tensorflow';

describe.skipIf(!native)(`engines agree${native ? '' : ' (skipped: compares wasm with native TensorFlow)'}`, () => {
  let graph: Losses;
  let others: Readonly<Record<string, Losses>>;
  beforeAll(async () => {
    const [onGraph, onTensorFlow, onWasm] = await Promise.all([
      losses('graph', 'tensorflow'),
      losses('layers', 'tensorflow'),
      losses('layers', 'wasm'),
    ]);
    graph = onGraph;
    others = { TensorFlow: onTensorFlow, wasm: onWasm };
  }, 600_000);

  it.each(agreementCases)('$name', ({ name, steps }) => {
    expect(graph[name]).toHaveLength(steps);
    for (const [backend, all] of Object.entries(others)) {
      const differences = all[name]!.map((loss, i) => Math.abs(loss - graph[name]![i]!));
      expect(differences).toHaveLength(steps);
      expect(Math.max(...differences), `graph engine against layers engine on ${backend}`).toBeLessThan(AGREEMENT);
    }
  });

  it('and not because nothing happens: losses fall', () => {
    for (const { name, steps } of agreementCases) {
      if (steps > 100) expect(graph[name]!.at(-1), name).toBeLessThan(graph[name]![0]! - 0.5);
    }
  });
});
