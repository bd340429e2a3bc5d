import type { GraphBuilder } from '../builder.ts';
import { attr, DataType } from '../proto.ts';
import { padded, sliceOf } from '../regions.ts';
import { batched, type LayerContext } from '../writer.ts';

/** Images on which the taps of a dilated window are neighbours. */
export interface Phases {
  /** Padded, so that windows need no padding of their own. */
  readonly images: string;
  readonly sizes: readonly number[];
  /** The output, made of what stride 1 gives on the images. */
  join(outputs: string): string;
  joinGradient(gradient: string): string;
  /** Gradient of the layer's input, from that of the images. */
  dealGradient(gradient: string): string;
}

interface DilatedWindow {
  readonly kernel: number;
  readonly dilation: number;
  /** 1 or the dilation. */
  readonly stride: number;
}

/**
 * The pixels that a dilated window sees all have the same remainder by the dilation. With stride 1 every remainder becomes
 * an image of its own; with a stride equal to the dilation only one is seen at all.
 * https://www.tensorflow.org/api_docs/python/tf/nn/with_space_to_batch
 */
export function phasesOf(window: DilatedWindow, context: LayerContext): Phases {
  return window.stride === 1 ? everyPhase(window, context) : onePhase(window, context);
}

function everyPhase({ kernel, dilation }: DilatedWindow, { graph, batch, inputs }: LayerContext): Phases {
  const [x] = inputs;
  const [height, width, channels] = x!.shape as readonly [number, number, number];
  const reach = (kernel - 1) * dilation;
  const before = Math.floor(reach / 2);
  const spare = (size: number) => (dilation - ((size + reach) % dilation)) % dilation;
  const pads = [height, width].flatMap((size) => [before, reach - before + spare(size)]);
  const crops = [height, width].flatMap((size) => [0, spare(size)]);
  const deal = (tensor: string, sides: readonly number[]) => blocks(graph, 'SpaceToBatchND', tensor, dilation, sides);
  const gather = (tensor: string, sides: readonly number[]) => blocks(graph, 'BatchToSpaceND', tensor, dilation, sides);
  const sizeOf = (size: number) => (size + reach + spare(size)) / dilation;
  return {
    images: deal(x!.name, pads),
    sizes: [batch * dilation ** 2, sizeOf(height), sizeOf(width), channels],
    join: (outputs) => gather(outputs, crops),
    joinGradient: (gradient) => deal(gradient, crops),
    dealGradient: (gradient) => gather(gradient, pads),
  };
}

function blocks(
  graph: GraphBuilder,
  op: 'SpaceToBatchND' | 'BatchToSpaceND',
  tensor: string,
  block: number,
  sides: readonly number[],
): string {
  const index = attr.type(DataType.int32);
  return graph.float(op, [tensor, graph.ints([block, block]), graph.ints(sides, [2, 2])], {
    Tblock_shape: index,
    [op === 'SpaceToBatchND' ? 'Tpaddings' : 'Tcrops']: index,
  });
}

function onePhase({ kernel, dilation }: DilatedWindow, context: LayerContext): Phases {
  const { graph, batch, inputs, output } = context;
  const [x] = inputs;
  const [height, width, channels] = x!.shape as readonly [number, number, number];
  const reach = (kernel - 1) * dilation;
  const pads = [height, width].map((size, axis) => {
    const all = (output[axis]! - 1) * dilation + reach + 1 - size;
    return [Math.floor(all / 2), Math.ceil(all / 2)] as const;
  });
  const whole = [batch, ...[height, width].map((size, axis) => pads[axis]![0] + size + pads[axis]![1]), channels];
  const batchAndChannels = 0b1001;
  const index = { Index: attr.type(DataType.int32) };
  const masks = { begin_mask: attr.int(batchAndChannels), end_mask: attr.int(batchAndChannels), ...noOtherMasks };
  const range = [[0, 0, 0, 0], whole.with(0, 0), [1, dilation, dilation, 1]].map((values) => graph.ints(values));
  return {
    images: graph.float('StridedSlice', [padded(graph, x!.name, [[0, 0], ...pads, [0, 0]]), ...range], {
      ...index,
      ...masks,
    }),
    sizes: [batch, output[0]! + kernel - 1, output[1]! + kernel - 1, channels],
    join: (outputs) => outputs,
    joinGradient: (gradient) => gradient,
    dealGradient(gradient) {
      const all = graph.float('StridedSliceGrad', [graph.ints(whole), ...range, gradient], { ...index, ...masks });
      return sliceOf(graph, all, [0, pads[0]![0], pads[1]![0], 0], batched(context, x!.shape));
    },
  };
}

const noOtherMasks = { ellipsis_mask: attr.int(0), new_axis_mask: attr.int(0), shrink_axis_mask: attr.int(0) };
