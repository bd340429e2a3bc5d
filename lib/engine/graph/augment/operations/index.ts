import type { Operation } from '../../../augment/rand-augment.ts';
import { DataType } from '../../proto.ts';
import { writePixels } from '../pixels.ts';
import { rowsOf } from '../tensors.ts';
import { brightness, color, contrast, sharpness } from './blend.ts';
import { equalize } from './equalize.ts';
import { autocontrast, posterize, solarize } from './levels.ts';
import type { OperationWriter } from './operation.ts';

const move: OperationWriter = ({ graph, images, shape, amounts, maps }) => {
  const numbers = graph.cast(graph.reshape(amounts, [-1]), DataType.float, DataType.int32);
  return writePixels(graph, images, rowsOf(graph, maps, numbers, DataType.int32), shape);
};

export const operations: Readonly<Record<Operation, OperationWriter>> = {
  identity: ({ images }) => images,
  move,
  autocontrast,
  equalize,
  solarize,
  posterize,
  color,
  contrast,
  brightness,
  sharpness,
};
