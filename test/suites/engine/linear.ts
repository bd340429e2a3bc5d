import type { Examples, State } from '../../../lib/engine/engine.ts';
import type { Network } from '../../../lib/network/network.ts';

/** A linear network, whose outputs are worked out here. */
export const linear = (units: number): Network => ({
  input: [2, 2, 1],
  nodes: [
    { id: 'flat', layer: { op: 'flatten' }, inputs: ['input'] },
    { id: 'last', layer: { op: 'dense', units, bias: true }, inputs: ['flat'] },
  ],
  output: 'last',
});

/** Outputs of each example: `features kernel + bias`, bytes scaled to 0..1. */
export function linearOutputs({ features, count }: Examples, weights: State): number[][] {
  const [kernel, bias] = [weights.get('last/kernel')!, weights.get('last/bias')!];
  const scale = features instanceof Uint8Array ? 1 / 255 : 1;
  return Array.from({ length: count }, (_, example) =>
    Array.from(bias, (start, unit) =>
      [0, 1, 2, 3].reduce(
        (sum, pixel) => sum + features[example * 4 + pixel]! * scale * kernel[pixel * bias.length + unit]!,
        start,
      ),
    ),
  );
}

export function logSoftmax(logits: readonly number[]): number[] {
  const logSum = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return logits.map((logit) => logit - logSum);
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
