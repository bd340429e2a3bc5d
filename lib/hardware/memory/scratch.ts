import { elements } from '../../network/definition.ts';
import type { Layer, LayerOp, Shape } from '../../network/network.ts';

/** Numbers that a layer holds beside its inputs. */
export interface Scratch {
  /** At most at a time while it runs, its output among them. */
  readonly running: number;
  /** Until the whole inference is over: tfjs' layer does not give them back. */
  readonly kept: number;
}

/** Operations that several of tfjs' layers stand for, whose own tensors are not counted yet. */
const UNCOUNTED: readonly LayerOp[] = [
  'embedding',
  'positions',
  'mask',
  'conv1d',
  'lstm',
  'gru',
  'attention',
  'sequencePool',
  'groupNorm',
  'slice',
  'channelShuffle',
];

/** Whether what a layer makes is known. */
export const isCounted = (layer: Layer): boolean =>
  !UNCOUNTED.includes(layer.op) &&
  !(layer.op === 'conv2d' && (layer.groups ?? 1) > 1) &&
  !(layer.op === 'resize' && layer.method === 'bilinear');

/**
 * What tfjs' layers make while they run. Every tensor counts, as in `tf.memory()`: also one that shares its numbers with
 * another, as a reshaped one does. Seen by `tf.profile`, and held to it by test/engine/layers/memory.test.ts.
 */
export function scratchOf(layer: Layer, inputs: readonly Shape[], output: Shape): Scratch {
  const out = elements(output);
  const given = inputs.reduce((sum, shape) => sum + elements(shape), 0);
  switch (layer.op) {
    case 'batchNorm':
    case 'avgPool':
      // Made, then reshaped, or cast to what it is.
      return { running: 2 * out, kept: 0 };
    case 'add':
    case 'multiply':
      // A copy of the first, then a sum for every other.
      return { running: inputs.length * out, kept: 0 };
    case 'scale':
      return { running: elements(inputs[1]!) + 2 * out, kept: 0 };
    case 'dense':
      // Input, weights and output reshaped.
      return { running: given + elements(inputs[0]!) * out + 2 * out, kept: 0 };
    case 'activation':
      if (layer.fn === 'hardSwish') return { running: 4 * out, kept: out };
      if (layer.fn === 'hardSigmoid') return { running: 3 * out, kept: out };
      return { running: (COPIES[layer.fn] ?? 1) * out, kept: 0 };
    case 'zero':
      return { running: 2 * out, kept: 0 };
    default:
      return { running: out, kept: 0 };
  }
}

const COPIES: Readonly<Partial<Record<string, number>>> = { swish: 2 };
