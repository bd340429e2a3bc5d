import { elements } from '../../network/definition.ts';
import { inferenceNetwork } from '../../network/inference.ts';
import type { Network } from '../../network/network.ts';
import { inferShapes } from '../../network/shapes.ts';
import { executionOrder } from './execution-order.ts';
import { isCounted, scratchOf } from './scratch.ts';

const FLOAT_BYTES = 4;

/**
 * Most bytes that TensorFlow.js holds beside the weights during `predict` of one example, as `tf.profile` counts them: the
 * input's copy, what later layers still need, and what the layer that runs makes for itself.
 * @returns undefined for a network with layers of which that is not known, as those of texts
 * @throws Error as `inferShapes` does
 */
export function peakBytes(trained: Network): number | undefined {
  const network = inferenceNetwork(trained);
  if (!network.nodes.every(({ layer }) => isCounted(layer))) return undefined;
  const shapes = inferShapes(trained);
  const size = (id: string) => elements(shapes.get(id)!);
  const order = executionOrder(network);
  const lastUse = new Map(order.flatMap(({ inputs }, at) => inputs.map((input) => [input, at] as const)));
  let alive = size('input');
  let peak = alive;
  for (const [at, { id, layer, inputs }] of order.entries()) {
    const { running, kept } = scratchOf(
      layer,
      inputs.map((input) => shapes.get(input)!),
      shapes.get(id)!,
    );
    peak = Math.max(peak, alive + running);
    alive += size(id) + kept;
    for (const input of new Set(inputs)) if (input !== 'input' && lastUse.get(input) === at) alive -= size(input);
  }
  return FLOAT_BYTES * peak;
}
