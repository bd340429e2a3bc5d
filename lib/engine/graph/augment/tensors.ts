import type { GraphBuilder } from '../builder.ts';
import { attr, DataType } from '../proto.ts';

export const int32 = attr.type(DataType.int32);

/** A constant of any shape: int32 or float, as its values are. */
export function constant(graph: GraphBuilder, shape: readonly number[], values: Int32Array | Float32Array): string {
  const type = values instanceof Int32Array ? DataType.int32 : DataType.float;
  return graph.op('Const', [], { dtype: attr.type(type), value: attr.tensor(type, shape, values) });
}

/** Whole numbers from 0 to `count` - 1, int32, as the uniform numbers in [0, 1) say. */
export const draw = (graph: GraphBuilder, uniform: string, count: number): string =>
  graph.cast(graph.float('Mul', [uniform, graph.scalar(count)]), DataType.float, DataType.int32);

/** The parts of a tensor along its first axis, or another. */
export function unpack(graph: GraphBuilder, tensor: string, count: number, axis = 0): readonly string[] {
  const parts = graph.float('Unpack', [tensor], { num: attr.int(count), axis: attr.int(axis) });
  return Array.from({ length: count }, (_, i) => `${parts}:${i}`);
}

/** Rows of a table by their numbers (int32). */
export const rowsOf = (graph: GraphBuilder, table: string, rows: string, type: DataType): string =>
  graph.op('GatherV2', [table, rows, graph.int(0)], {
    Tparams: attr.type(type),
    Tindices: int32,
    Taxis: int32,
    batch_dims: attr.int(0),
  });

/** The tensor back to front along its first axis. */
export const reversed = (graph: GraphBuilder, tensor: string): string =>
  graph.float('ReverseV2', [tensor, graph.ints([0])], { Tidx: int32 });

/** Where the condition (bool) holds, one tensor, else the other; shapes broadcast, which is slow. */
export const select = (graph: GraphBuilder, condition: string, yes: string, no: string): string =>
  graph.float('SelectV2', [condition, yes, no]);

/** As `select`, with three tensors of one shape: twenty times as fast. */
export const selectEach = (graph: GraphBuilder, condition: string, yes: string, no: string): string =>
  graph.float('Select', [condition, yes, no]);

/** Every value several times in a row. */
export const repeated = (values: Float32Array, times: number): Float32Array =>
  Float32Array.from({ length: values.length * times }, (_, i) => values[Math.floor(i / times)]!);
