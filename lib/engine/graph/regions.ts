import type { GraphBuilder } from './builder.ts';
import { attr, DataType } from './proto.ts';

/** The part of a float tensor that begins at `begin`; a size of -1 reaches to the end. */
export const sliceOf = (
  graph: GraphBuilder,
  tensor: string,
  begin: readonly number[],
  size: readonly number[],
): string => graph.float('Slice', [tensor, graph.ints(begin), graph.ints(size)], { Index: attr.type(DataType.int32) });

/** A float tensor with zeros around it: how many before and behind along every axis. */
export const padded = (graph: GraphBuilder, tensor: string, pads: readonly (readonly [number, number])[]): string =>
  graph.float('Pad', [tensor, graph.ints(pads.flat(), [pads.length, 2])], { Tpaddings: attr.type(DataType.int32) });

/** A float tensor with its axes in another order. */
export const transposed = (graph: GraphBuilder, tensor: string, order: readonly number[]): string =>
  graph.float('Transpose', [tensor, graph.ints(order)], { Tperm: attr.type(DataType.int32) });

/** Float tensors side by side along an axis, an int32 scalar of the graph. */
export const joined = (graph: GraphBuilder, tensors: readonly string[], axis: string): string =>
  graph.float('ConcatV2', [...tensors, axis], { N: attr.int(tensors.length), Tidx: attr.type(DataType.int32) });

/** A float tensor in equal parts along an axis, an int32 scalar of the graph. */
export function split(graph: GraphBuilder, tensor: string, axis: string, parts: number): readonly string[] {
  const node = graph.float('Split', [axis, tensor], { num_split: attr.int(parts) });
  return Array.from({ length: parts }, (_, i) => `${node}:${i}`);
}
