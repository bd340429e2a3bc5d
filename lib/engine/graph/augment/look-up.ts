import type { GraphBuilder } from '../builder.ts';
import { attr, DataType } from '../proto.ts';
import { int32 } from './tensors.ts';

/**
 * Each row of a table by indices of its own: what GatherV2 does with `batch_dims`, in a third of the time.
 * https://www.tensorflow.org/api_docs/python/tf/raw_ops/GatherNd
 * @param table float, `[n, size, channels]`; n is known only when the graph runs
 * @param indices int32, `[n, count]`
 * @returns `[n x count, channels]`
 */
export function lookUp(
  graph: GraphBuilder,
  table: string,
  indices: string,
  { size, channels }: { readonly size: number; readonly channels: number },
): string {
  const flat = graph.op('AddV2', [indices, starts()], { T: int32 });
  const vectors = graph.reshape(flat, [-1, 1], DataType.int32);
  return graph.op('GatherNd', [graph.reshape(table, [-1, channels]), vectors], {
    Tparams: attr.type(DataType.float),
    Tindices: int32,
  });

  /** Where each row begins, `[n, 1]`. */
  function starts(): string {
    const total = graph.float('Size', [table], { out_type: int32 });
    const end = graph.op('FloorDiv', [total, graph.int(channels)], { T: int32 });
    const range = graph.op('Range', [graph.int(0), end, graph.int(size)], { Tidx: int32 });
    return graph.reshape(range, [-1, 1], DataType.int32);
  }
}
