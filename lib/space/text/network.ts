import { type NetworkBuilder, networkBuilder } from '../../network/builder.ts';
import type { Network } from '../../network/network.ts';
import { outputsOf } from '../problem.ts';
import { filled } from '../slots.ts';
import type { Problem } from '../space.ts';
import { addBlock, type Sequence } from './block.ts';
import type { Pooling, TextArchitecture } from './choices.ts';

/**
 * A network for texts: token embedding, blocks that keep length and width, a pooling over the tokens that are no padding,
 * dense. Without blocks it is fastText's bag of embeddings (arXiv:1607.01759).
 */
export function textNetwork({ width, positions, blocks, pooling }: TextArchitecture, problem: Problem): Network {
  const net = networkBuilder(problem.input);
  const mask = net.add('mask', { op: 'mask' }, 'input');
  let at = net.add('embedding', { op: 'embedding', vocabulary: problem.vocabulary!, size: width }, 'input');
  at = net.add('embedding/dropout', { op: 'dropout', of: 'tokens' }, at);
  if (positions) at = net.add('positions', { op: 'positions' }, at);
  const stack = filled(blocks);
  for (const [i, block] of stack.entries()) {
    const sequence: Sequence = { at, mask, width, depth: (i + 1) / stack.length };
    at = addBlock(net, `block${i}`, block, sequence);
  }
  if (stack.length > 0) at = net.add('head/norm', { op: 'layerNorm' }, at);
  at = net.add('head/dropout', { op: 'dropout', of: 'features' }, pool(net, pooling, at, mask));
  return net.finish(net.add('head/dense', { op: 'dense', units: outputsOf(problem), bias: true }, at));
}

function pool(net: NetworkBuilder, pooling: Pooling, at: string, mask: string): string {
  const by = (mode: 'mean' | 'max') => net.add(`head/${mode}`, { op: 'sequencePool', mode }, at, mask);
  return pooling === 'both' ? net.add('head/concat', { op: 'concat' }, by('mean'), by('max')) : by(pooling);
}
