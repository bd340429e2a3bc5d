import { elements } from '../../../network/definition.ts';
import { GROUP_NORM } from '../../../network/network.ts';
import { attr, DataType } from '../proto.ts';
import type { LayerWriter } from '../writer.ts';
import { onView } from './view.ts';

/**
 * (x - mean) / sqrt(variance + epsilon) over all positions and the channels of a group, times gamma, plus beta:
 * arXiv:1803.08494. Tensors are seen as `[batch, positions, channels]`, and means are taken over positions first, then, of
 * few numbers, over the channels of a group: axes that lie apart are slow to reduce.
 */
export const groupNorm: LayerWriter<'groupNorm'> = ({ groups }, context) => {
  const { graph, inputs, batch, variable } = context;
  const { shape } = inputs[0]!;
  const [gamma, beta] = [variable('gamma').value, variable('beta').value];
  const channels = shape.at(-1)!;
  const positions = elements(shape) / channels;
  const members = channels / groups;
  const [add, subtract, multiply] = (['AddV2', 'Sub', 'Mul'] as const).map(
    (op) => (a: string, b: string) => graph.float(op, [a, b]),
  ) as [Binary, Binary, Binary];

  /** Over positions: `[batch, positions, channels]` to `[batch, channels]`. */
  const mean = (tensor: string) => graph.reduce('Mean', tensor, [1]);
  /** Mean over each group, given to its every channel: `[batch, channels]` to `[batch, 1, channels]`. */
  const shared = (tensor: string) => {
    const ofGroup = graph.reduce('Mean', graph.reshape(tensor, [batch, groups, members]), [2], true);
    const spread = graph.float('Tile', [ofGroup, graph.ints([1, 1, members])], {
      Tmultiples: attr.type(DataType.int32),
    });
    return graph.reshape(spread, [batch, 1, channels]);
  };

  return onView(context, [batch, positions, channels], (x) => {
    const centred = subtract(x, shared(mean(x)));
    const variance = shared(mean(graph.float('Square', [centred])));
    const factor = graph.float('Rsqrt', [add(variance, graph.scalar(GROUP_NORM.epsilon))]);
    const scale = multiply(factor, gamma);
    return {
      output: add(multiply(centred, scale), beta),
      backward(gradient) {
        const flat = graph.reshape(factor, [batch, channels]);
        const ofGradient = mean(gradient);
        const ofProduct = multiply(mean(multiply(gradient, centred)), flat);
        const total = (means: string) => multiply(graph.reduce('Sum', means, [0]), graph.scalar(positions));
        const shift = multiply(factor, shared(multiply(ofGradient, gamma)));
        const share = multiply(graph.float('Square', [factor]), shared(multiply(ofProduct, gamma)));
        const rest = subtract(multiply(gradient, scale), multiply(centred, share));
        return { inputs: [subtract(rest, shift)], weights: { gamma: total(ofProduct), beta: total(ofGradient) } };
      },
    };
  });
};

type Binary = (a: string, b: string) => string;
