import type { GraphBuilder } from '../../builder.ts';
import { attr, DataType } from '../../proto.ts';

/** The slices of a tensor along an axis of known size; the axis goes away. */
export function unpack(graph: GraphBuilder, tensor: string, size: number, axis: number): readonly string[] {
  const op = graph.float('Unpack', [tensor], { num: attr.int(size), axis: attr.int(axis) });
  return Array.from({ length: size }, (_, i) => `${op}:${i}`);
}

/** The inverse of `unpack`. */
export const pack = (graph: GraphBuilder, tensors: readonly string[], axis: number): string =>
  graph.float('Pack', tensors, { N: attr.int(tensors.length), axis: attr.int(axis) });

/** TensorFlow joins no fewer than two. */
export function concat(graph: GraphBuilder, tensors: readonly string[], axis: number): string {
  if (tensors.length === 1) return tensors[0]!;
  return graph.float('ConcatV2', [...tensors, graph.int(axis)], {
    Tidx: attr.type(DataType.int32),
    N: attr.int(tensors.length),
  });
}

export const expand = (graph: GraphBuilder, tensor: string, axis: number): string =>
  graph.float('ExpandDims', [tensor, graph.int(axis)], { Tdim: attr.type(DataType.int32) });

/** Rows of each example: `[batch, rows, ...]` at `[batch, n]` gives `[batch, n, ...]`. */
export const gatherRows = (graph: GraphBuilder, tensor: string, indices: string): string =>
  graph.op('GatherV2', [tensor, indices, graph.int(1)], {
    Tparams: attr.type(DataType.float),
    Tindices: attr.type(DataType.int32),
    Taxis: attr.type(DataType.int32),
    batch_dims: attr.int(1),
  });

/** Size of an axis, as an int32 scalar. */
export function sizeOf(graph: GraphBuilder, tensor: string, axis: number): string {
  const shape = graph.float('Shape', [tensor], { out_type: attr.type(DataType.int32) });
  return graph.op('GatherV2', [shape, graph.int(axis), graph.int(0)], {
    Tparams: attr.type(DataType.int32),
    Tindices: attr.type(DataType.int32),
    Taxis: attr.type(DataType.int32),
    batch_dims: attr.int(0),
  });
}

/** Whether all are true, broadcast. */
export const all = (graph: GraphBuilder, conditions: readonly string[]): string =>
  conditions.reduce((both, condition) => graph.op('LogicalAnd', [both, condition]));

/** 1 where true, 0 elsewhere. */
export const asFloat = (graph: GraphBuilder, condition: string): string =>
  graph.cast(condition, DataType.bool, DataType.float);
