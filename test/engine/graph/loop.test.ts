import { beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../lib/engine/graph/builder.ts';
import { Loop } from '../../../lib/engine/graph/loop.ts';
import { attr, DataType } from '../../../lib/engine/graph/proto.ts';
import { Session } from '../../../lib/engine/graph/session.ts';
import { detectBackend } from '../../../lib/engine/tensorflow/detect.ts';
import { loadTensorFlow, type TensorFlow } from '../../../lib/engine/tensorflow/load.ts';

const { backend, reason } = detectBackend();
const skip = backend === 'tensorflow' ? '' : ` (skipped: needs native TensorFlow; ${reason})`;

describe.skipIf(skip !== '')(`a loop${skip}`, () => {
  let tensorflow: TensorFlow;
  beforeAll(async () => {
    tensorflow = await loadTensorFlow();
  });

  /** What a graph gives for the rows 1, 10, 100, each of two numbers, the second the negative of the first. */
  function fetched(write: (graph: GraphBuilder, rows: string) => readonly string[]): number[][] {
    const graph = new GraphBuilder();
    const names = write(graph, graph.placeholder('rows', DataType.float, [3, 2])).map((tensor, i) =>
      graph.named(`out${i}`, 'Identity', [tensor], { T: attr.type(DataType.float) }),
    );
    const session = new Session(tensorflow.tf, tensorflow.native!, graph);
    try {
      const values = Float32Array.of(1, -1, 10, -10, 100, -100);
      return session.run([{ name: 'rows', values, shape: [3, 2] }], names).map((value) => [...value]);
    } finally {
      session.close();
    }
  }

  /** Running sums, doubled, of rows that are read in an order. */
  const sums = (graph: GraphBuilder, rows: string, backwards: boolean): readonly string[] => {
    const loop = new Loop(graph, 3);
    const at = backwards ? loop.fromEnd() : loop.step;
    const sum = loop.carry(graph.floats([0, 0]));
    const next = graph.float('AddV2', [sum.value, loop.row(rows, at)]);
    sum.next(next);
    const doubled = graph.float('Mul', [next, loop.constant(graph.scalar(2))]);
    return [sum.final, ...loop.stack([doubled, next], at)];
  };

  it('carries, reads rows and stacks them', () => {
    expect(fetched((graph, rows) => sums(graph, rows, false))).toEqual([
      [111, -111],
      [2, -2, 22, -22, 222, -222],
      [1, -1, 11, -11, 111, -111],
    ]);
  });

  it('goes backwards, and stacks where it read', () => {
    expect(fetched((graph, rows) => sums(graph, rows, true))).toEqual([
      [111, -111],
      [222, -222, 220, -220, 200, -200],
      [111, -111, 110, -110, 100, -100],
    ]);
  });

  it('stands beside other loops, one reading what another stacked', () => {
    const both = fetched((graph, rows) => sums(graph, sums(graph, rows, false)[1]!, true));
    expect(both[0]).toEqual([246, -246]);
  });
});
