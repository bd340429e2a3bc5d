import type { NetworkBuilder } from '../../network/builder.ts';
import { addResidual } from '../blocks/residual.ts';
import type { Block } from './choices.ts';

/** A sequence and where it is in a network. */
export interface Sequence {
  /** `[length, width]` */
  readonly at: string;
  /** `[length]`: 1 at tokens, 0 at padding. */
  readonly mask: string;
  readonly width: number;
  /** Of the block that takes it: above 0, and 1 for the last. */
  readonly depth: number;
}

/**
 * A block of pre-norm residuals, as transformers have them that train without warm-up (arXiv:2002.04745, figure 1): what
 * is made of the normalised sequence is added to the sequence. Attention is followed by a feed-forward residual.
 */
export function addBlock(net: NetworkBuilder, id: string, block: Block, sequence: Sequence): string {
  if (block.type !== 'attention') {
    const branch = block.type === 'convolution' ? convolution(net, id, block) : recurrence(net, id, block);
    return preNorm(net, id, sequence, branch);
  }
  const at = preNorm(net, `${id}/attention`, sequence, attention(net, `${id}/attention`, block));
  return preNorm(net, `${id}/forward`, { ...sequence, at }, feedForward(net, `${id}/forward`, block));
}

/** Writes what is done to a sequence and returns where the result is, of the same shape. */
type Branch = (sequence: Sequence) => string;

type Of<Type extends Block['type']> = Extract<Block, { readonly type: Type }>;

function preNorm(net: NetworkBuilder, id: string, sequence: Sequence, branch: Branch): string {
  const result = branch({ ...sequence, at: net.add(`${id}/norm`, { op: 'layerNorm' }, sequence.at) });
  const dropped = net.add(`${id}/dropout`, { op: 'dropout', of: 'features' }, result);
  return addResidual(net, id, { shortcut: sequence.at, branch: dropped, depth: sequence.depth });
}

/** Convolution over neighbouring tokens (Kim 2014, arXiv:1408.5882), with padding that keeps the length. */
function convolution(net: NetworkBuilder, id: string, { kernel }: Of<'convolution'>): Branch {
  return ({ at, width }) => {
    const conv = net.add(`${id}/conv`, { op: 'conv1d', filters: width, kernel, stride: 1, bias: true }, at);
    return net.add(`${id}/act`, { op: 'activation', fn: 'gelu' }, conv);
  };
}

/** LSTM or GRU over the tokens; both ways, each with half the width. */
function recurrence(net: NetworkBuilder, id: string, { cell, bidirectional }: Of<'recurrent'>): Branch {
  return ({ at, mask, width }) => {
    const units = bidirectional ? width / 2 : width;
    const forwards = net.add(`${id}/forwards`, { op: cell, units, sequence: true }, at, mask);
    if (!bidirectional) return forwards;
    const backwards = net.add(`${id}/backwards`, { op: cell, units, reverse: true, sequence: true }, at, mask);
    return net.add(`${id}/concat`, { op: 'concat' }, forwards, backwards);
  };
}

/** Multi-head self-attention (arXiv:1706.03762, section 3.2). */
function attention(net: NetworkBuilder, id: string, { heads }: Of<'attention'>): Branch {
  return ({ at, mask, width }) => net.add(`${id}/heads`, { op: 'attention', heads, size: width / heads }, at, mask);
}

function feedForward(net: NetworkBuilder, id: string, { expansion }: Of<'attention'>): Branch {
  return ({ at, width }) => {
    const wide = net.add(`${id}/expand`, { op: 'dense', units: width * expansion, bias: true }, at);
    const active = net.add(`${id}/act`, { op: 'activation', fn: 'gelu' }, wide);
    return net.add(`${id}/project`, { op: 'dense', units: width, bias: true }, active);
  };
}
