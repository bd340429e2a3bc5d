import { elements } from './definition.ts';
import { inferenceNetwork } from './inference.ts';
import { definitionOf } from './layers/index.ts';
import type { LayerOp, Network } from './network.ts';
import { inferShapes, inputShapes } from './shapes.ts';
import { weightSpecs } from './weights.ts';

export interface Counts {
  /** Trainable parameters that inference uses. */
  readonly parameters: number;
  /** Multiply-accumulates of one inference of one example, as papers count them: UNCOUNTED layers have none. */
  readonly macs: number;
  /** Most bytes of float32 activations alive at once during one inference, nodes run in order. */
  readonly peakActivationBytes: number;
}

const FLOAT_BYTES = 4;

/** Batch norm becomes part of the convolution before it; poolings compare, or add without multiplying. */
const UNCOUNTED: ReadonlySet<LayerOp> = new Set(['batchNorm', 'maxPool', 'avgPool', 'globalAvgPool', 'globalMaxPool']);

/** Exact costs of a network at work: an auxiliary classifier costs nothing. @throws Error as `inferShapes` does. */
export function counts(trained: Network): Counts {
  const network = inferenceNetwork(trained);
  const shapes = inferShapes(network);
  const macs = network.nodes
    .filter(({ layer }) => !UNCOUNTED.has(layer.op))
    .reduce(
      (sum, { id, layer, inputs }) =>
        sum + definitionOf(layer).macs(layer, inputShapes(inputs, shapes), shapes.get(id)!),
      0,
    );
  const parameters = weightSpecs(network)
    .filter(({ trainable }) => trainable)
    .reduce((sum, { shape }) => sum + elements(shape), 0);
  return { parameters, macs, peakActivationBytes: peakActivationBytes(network) };
}

/** A tensor lives from the node that makes it to the last node that reads it; the output lives to the end. */
function peakActivationBytes(network: Network): number {
  const shapes = inferShapes(network);
  const bytes = (id: string) => elements(shapes.get(id)!) * FLOAT_BYTES;
  const lastUse = new Map(network.nodes.flatMap(({ inputs }, index) => inputs.map((input) => [input, index] as const)));
  let alive = bytes('input');
  let peak = alive;
  for (const [index, { id, inputs }] of network.nodes.entries()) {
    alive += bytes(id);
    peak = Math.max(peak, alive);
    for (const input of new Set(inputs)) {
      if (lastUse.get(input) === index && input !== network.output) alive -= bytes(input);
    }
  }
  return peak;
}
