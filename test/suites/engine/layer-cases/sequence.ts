import { type NetworkBuilder, networkBuilder } from '../../../../lib/network/builder.ts';
import type { Layer, Network } from '../../../../lib/network/network.ts';
import { CHANNELS, CLASSES, type NetworkCase, VOCABULARY } from './between.ts';

export const LENGTH = 7;

/** Layers on embedded tokens, before a dense layer on every output. */
function onTokens(write: (net: NetworkBuilder, embedded: string, mask: string) => string, length = LENGTH): Network {
  const net = networkBuilder([length]);
  const embedded = net.add('embedding', { op: 'embedding', vocabulary: VOCABULARY, size: CHANNELS }, 'input');
  const flat = net.add('flat', { op: 'flatten' }, write(net, embedded, net.add('mask', { op: 'mask' }, 'input')));
  return net.finish(net.add('last', { op: 'dense', units: CLASSES, bias: true }, flat));
}

/** A layer that takes the mask, and one that does not. */
const masked = (layer: Layer) => onTokens((net, embedded, mask) => net.add('layer', layer, embedded, mask));
const alone = (layer: Layer, length?: number) => onTokens((net, embedded) => net.add('layer', layer, embedded), length);

const convolutions = [
  { kernel: 1, stride: 1, bias: false },
  { kernel: 3, stride: 1, bias: true },
  { kernel: 2, stride: 2, bias: true },
  { kernel: 5, stride: 3, bias: true },
  { kernel: 3, stride: 1, bias: true, dilation: 2 },
];

const recurrent = (['lstm', 'gru'] as const).flatMap((op) =>
  [true, false].flatMap((sequence) =>
    [true, false].map((reverse): NetworkCase => {
      const name = `${op}${reverse ? ' reversed' : ''}, ${sequence ? 'every output' : 'the last output'}`;
      return { name, network: masked({ op, units: 3, sequence, ...(reverse && { reverse }) }) };
    }),
  ),
);

export const sequenceCases: readonly NetworkCase[] = [
  { name: 'embedding', network: onTokens((_net, embedded) => embedded) },
  { name: 'positions', network: alone({ op: 'positions' }) },
  ...[LENGTH, LENGTH - 1].flatMap((length) =>
    convolutions.map((options) => ({
      name: `conv1d of ${JSON.stringify(options)} on ${length} tokens`,
      network: alone({ op: 'conv1d', filters: 3, ...options }, length),
    })),
  ),
  ...recurrent,
  {
    name: 'lstm both ways, twice',
    network: onTokens((net, embedded, mask) => {
      const both = (id: string, from: string) => {
        const ways = [false, true].map((reverse) =>
          net.add(`${id}/${reverse}`, { op: 'lstm', units: 2, sequence: true, reverse }, from, mask),
        );
        return net.add(id, { op: 'concat' }, ...ways);
      };
      return both('second', both('first', embedded));
    }),
  },
  { name: 'attention', network: masked({ op: 'attention', heads: 2, size: 3 }) },
  { name: 'attention of one head', network: masked({ op: 'attention', heads: 1, size: 2 }) },
  { name: 'causal attention', network: masked({ op: 'attention', heads: 2, size: 2, causal: true }) },
  { name: 'sequencePool mean', network: masked({ op: 'sequencePool', mode: 'mean' }) },
  { name: 'sequencePool max', network: masked({ op: 'sequencePool', mode: 'max' }) },
  { name: 'dropout of features', network: alone({ op: 'dropout', of: 'features' }) },
  { name: 'dropout of tokens', network: alone({ op: 'dropout', of: 'tokens' }) },
  { name: 'dropPath', network: alone({ op: 'dropPath', share: 0.5 }) },
];
