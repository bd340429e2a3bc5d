import type { GraphBuilder } from './builder.ts';
import { attr } from './proto.ts';

/**
 * Scales all gradients by min(1, clipNorm / norm), where the norm is of all of them together (Pascanu et al. 2013,
 * arXiv:1211.5063). 0 leaves them alone.
 */
export function clipByGlobalNorm(
  graph: GraphBuilder,
  gradients: ReadonlyMap<string, string>,
  clipNorm: number,
): ReadonlyMap<string, string> {
  if (clipNorm === 0) return gradients;
  // Half the squared length of each.
  const halves = [...gradients.values()].map((gradient) => graph.float('L2Loss', [gradient]));
  const half = graph.float('AddN', halves, { N: attr.int(halves.length) });
  const norm = graph.float('Sqrt', [graph.float('Mul', [half, graph.scalar(2)])]);
  const scale = graph.float('Minimum', [graph.float('RealDiv', [graph.scalar(clipNorm), norm]), graph.scalar(1)]);
  return new Map([...gradients].map(([name, gradient]) => [name, graph.float('Mul', [gradient, scale])]));
}
