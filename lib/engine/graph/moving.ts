import type { GraphBuilder } from './builder.ts';
import { attr, DataType } from './proto.ts';
import type { Variable } from './variables.ts';

/** Writes variable -= (variable - target) * share, and returns that operation. */
export function moveTowards(graph: GraphBuilder, { handle, value }: Variable, target: string, share: string): string {
  const change = graph.float('Mul', [graph.float('Sub', [value, target]), share]);
  return graph.op('AssignSubVariableOp', [handle, change], { dtype: attr.type(DataType.float) });
}
