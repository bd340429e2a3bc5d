import type { NetworkBuilder } from '../../network/builder.ts';
import { addConvNorm } from '../blocks/conv-norm.ts';
import type { Level } from './pyramid.ts';

export interface Head {
  /** Convolutions 3x3 before the outputs. */
  readonly depth: number;
  readonly classes: number;
}

/**
 * What a detector says at each location of a level, `[locations, 4 + 1 + classes]`: distances to the box's sides,
 * centre-ness and classes (FCOS, arXiv:1904.01355, section 3.2). One tower of convolutions serves all three, and each
 * level has a tower of its own.
 */
export function addHead(net: NetworkBuilder, id: string, { depth, classes }: Head, level: Level): string {
  const { channels } = level;
  let at = level.id;
  for (let i = 0; i < depth; i++) {
    at = addConvNorm(net, `${id}/tower${i}`, { filters: channels, kernel: 3, stride: 1, fn: 'relu' }, at).id;
  }
  const output = { op: 'conv2d', kernel: 1, stride: 1, bias: true } as const;
  const parts = [
    net.add(`${id}/box`, { ...output, filters: 4 }, at),
    net.add(`${id}/centre`, { ...output, filters: 1 }, at),
    net.add(`${id}/classes`, { ...output, filters: classes, focalPrior: true }, at),
  ];
  const all = net.add(`${id}/concat`, { op: 'concat' }, ...parts);
  return net.add(`${id}/locations`, { op: 'reshape', shape: [level.height * level.width, 4 + 1 + classes] }, all);
}
