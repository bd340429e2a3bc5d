import type { NetworkBuilder } from '../../network/builder.ts';
import { outputsOf } from '../problem.ts';
import type { Problem } from '../space.ts';

/** The mean over an image's pixels, dropout, and a dense layer with what the problem asks for. */
export function addHead(net: NetworkBuilder, problem: Problem, from: string): string {
  const pooled = net.add('head/pool', { op: 'globalAvgPool' }, from);
  const dropped = net.add('head/dropout', { op: 'dropout', of: 'features' }, pooled);
  return net.add('head/dense', { op: 'dense', units: outputsOf(problem), bias: true }, dropped);
}
