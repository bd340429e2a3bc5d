import type { NetworkBuilder } from '../../network/builder.ts';
import { type At, addConvNorm } from '../blocks/conv-norm.ts';

/** Features at one resolution. */
export interface Level extends At {
  /** Pixels of the input from one location to the next. */
  readonly stride: number;
  readonly height: number;
  readonly width: number;
}

/**
 * A feature pyramid (arXiv:1612.03144, figure 3): each level is the backbone's, made `channels` wide, plus the next
 * coarser one enlarged to its size, and goes through a convolution 3x3.
 * @param backbone levels that halve height and width, rounded up; finest first
 */
export function addPyramid(net: NetworkBuilder, backbone: readonly Level[], channels: number): readonly Level[] {
  let coarser: Level | undefined;
  const merged = backbone.toReversed().map((level): Level => {
    const id = `pyramid/stride${level.stride}`;
    const lateral = addConvNorm(net, `${id}/lateral`, { filters: channels, kernel: 1, stride: 1 }, level.id);
    const sum = coarser
      ? net.add(`${id}/add`, { op: 'add' }, lateral.id, enlarge(net, id, coarser, level))
      : lateral.id;
    coarser = { ...level, id: sum, channels };
    return {
      ...coarser,
      ...addConvNorm(net, `${id}/smooth`, { filters: channels, kernel: 3, stride: 1, fn: 'relu' }, sum),
    };
  });
  return merged.toReversed();
}

/** Twice as high and wide by nearest neighbours, less a last row or column where the finer level has odd sizes. */
function enlarge(net: NetworkBuilder, id: string, coarse: Level, { height, width }: Level): string {
  const { channels } = coarse;
  const [rows, columns] = [2 * coarse.height, 2 * coarse.width];
  let at = net.add(`${id}/resize`, { op: 'resize', factor: 2, method: 'nearest' }, coarse.id);
  if (rows === height && columns === width) return at;
  at = net.add(`${id}/rows`, { op: 'reshape', shape: [rows, columns * channels] }, at);
  at = net.add(`${id}/rows/crop`, { op: 'slice', from: 0, size: width * channels }, at);
  at = net.add(`${id}/flat`, { op: 'flatten' }, at);
  at = net.add(`${id}/flat/crop`, { op: 'slice', from: 0, size: height * width * channels }, at);
  return net.add(`${id}/cropped`, { op: 'reshape', shape: [height, width, channels] }, at);
}
