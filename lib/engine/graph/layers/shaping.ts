import { padded, sliceOf, transposed } from '../regions.ts';
import { batched, type LayerContext, type LayerWriter } from '../writer.ts';

/** The same numbers in the shape of the output. */
const reshaped = (context: LayerContext) => {
  const { graph, inputs, output } = context;
  return {
    output: graph.reshape(inputs[0]!.name, batched(context, output)),
    backward: (gradient: string) => ({ inputs: [graph.reshape(gradient, batched(context, inputs[0]!.shape))] }),
  };
};

export const flatten: LayerWriter<'flatten'> = (_layer, context) => reshaped(context);
export const reshape: LayerWriter<'reshape'> = (_layer, context) => reshaped(context);

export const pad: LayerWriter<'pad'> = ({ top, bottom, left, right }, context) => {
  const { graph, inputs } = context;
  const [x] = inputs;
  return {
    output: padded(graph, x!.name, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]),
    backward: (gradient) => ({
      inputs: [sliceOf(graph, gradient, [0, top, left, 0], batched(context, x!.shape))],
    }),
  };
};

export const slice: LayerWriter<'slice'> = ({ from, size }, context) => {
  const { graph, inputs, output } = context;
  const { name, shape } = inputs[0]!;
  const leading = shape.map(() => [0, 0] as const);
  return {
    output: sliceOf(graph, name, [...shape.map(() => 0), from], batched(context, output)),
    backward: (gradient) => ({
      inputs: [padded(graph, gradient, [...leading, [from, shape.at(-1)! - from - size]])],
    }),
  };
};

export const channelShuffle: LayerWriter<'channelShuffle'> = ({ groups }, context) => {
  const { graph, inputs, output } = context;
  const members = output.at(-1)! / groups;
  const turned = (tensor: string, rows: number, columns: number) =>
    graph.reshape(transposed(graph, graph.reshape(tensor, [-1, rows, columns]), [0, 2, 1]), batched(context, output));
  return {
    output: turned(inputs[0]!.name, groups, members),
    backward: (gradient) => ({ inputs: [turned(gradient, members, groups)] }),
  };
};

export const zero: LayerWriter<'zero'> = (_layer, { graph, inputs }) => ({
  output: graph.float('ZerosLike', [inputs[0]!.name]),
  backward: () => ({ inputs: [undefined] }),
});
