import type { GraphBuilder } from './builder.ts';
import { attr } from './proto.ts';

/** Which factors of a product are taken transposed. */
export type Transposed = 'none' | 'first' | 'second';

/** Product of two matrices. */
export const product = (graph: GraphBuilder, a: string, b: string, transposed: Transposed = 'none'): string =>
  graph.float('MatMul', [a, b], {
    transpose_a: attr.bool(transposed === 'first'),
    transpose_b: attr.bool(transposed === 'second'),
  });

/** Products of the matrices that the last two axes hold. */
export const batchProduct = (graph: GraphBuilder, a: string, b: string, transposed: Transposed = 'none'): string =>
  graph.float('BatchMatMulV2', [a, b], {
    adj_x: attr.bool(transposed === 'first'),
    adj_y: attr.bool(transposed === 'second'),
  });
