import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../lib/engine/graph/builder.ts';
import { attr, DataType } from '../../lib/engine/graph/proto.ts';
import { StepRandom as GraphRandom } from '../../lib/engine/graph/random.ts';
import { Session } from '../../lib/engine/graph/session.ts';
import { StepRandom } from '../../lib/engine/layers/random.ts';
import { detectBackend } from '../../lib/engine/tensorflow/detect.ts';
import { loadTensorFlow } from '../../lib/engine/tensorflow/load.ts';

const SHAPES = [[], [1], [7, 5], [100_003], [32, 48, 64]];
const SEEDS = [0, 1, 123_456_789, 2 ** 31 - 1];

/** What a graph draws for the shapes, in their order, with each seed. */
async function drawnByGraph(): Promise<readonly Float32Array[][]> {
  const { tf, native } = await loadTensorFlow();
  const graph = new GraphBuilder();
  const random = new GraphRandom(graph, graph.placeholder('seed', DataType.int32, []));
  const names = SHAPES.map((shape, i) =>
    graph.named(`drawn${i}`, 'Identity', [random.uniform(shape)], { T: attr.type(DataType.float) }),
  );
  const session = new Session(tf, native!, graph);
  try {
    return SEEDS.map((seed) => session.run([{ name: 'seed', values: Int32Array.of(seed), shape: [] }], names));
  } finally {
    session.close();
  }
}

const bits = (values: Float32Array) => Buffer.from(values.slice().buffer);

describe('StepRandom', () => {
  it.runIf(detectBackend().backend === 'tensorflow')('draws the same bits in both engines', async () => {
    for (const [i, drawn] of (await drawnByGraph()).entries()) {
      const random = new StepRandom(SEEDS[i]!);
      for (const [j, shape] of SHAPES.entries()) {
        expect(bits(drawn[j]!).equals(bits(random.uniform(shape))), `seed ${SEEDS[i]}, shape [${shape}]`).toBe(true);
      }
    }
  });

  it('draws other numbers at every place and for every seed', () => {
    const [a, b] = [new StepRandom(1), new StepRandom(2)];
    const draws = [a.uniform([4]), a.uniform([4]), b.uniform([4])];
    expect(new Set(draws.map(String)).size).toBe(draws.length);
    expect(new StepRandom(1).uniform([4])).toEqual(draws[0]);
  });
});
