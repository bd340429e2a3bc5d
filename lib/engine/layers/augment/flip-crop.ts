import { flipCropTables } from '../../augment/flip-crop.ts';
import { imageShape } from '../../augment/problem.ts';
import { moveBoxes } from './boxes.ts';
import { type ChangeFactory, draw } from './change.ts';
import { pixelsFrom } from './pixels.ts';

/** Flip and crop; boxes move along. */
export const flipCrop: ChangeFactory = (augmentation, { batchSize, input, task }) => {
  const shape = imageShape(input);
  const [height, width] = shape;
  const { rows, columns, shifts, mirrors } = flipCropTables(augmentation, shape);
  return (random, batch) => {
    const uniform = random.uniform([3, batchSize]);
    const size = batch.features.length / batchSize;
    const places = batch.labels.length / batchSize;
    const features = new Float32Array(batch.features.length);
    const labels = batch.labels.slice();
    for (let image = 0; image < batchSize; image++) {
      const row = draw(uniform[image]!, shifts);
      const shift = draw(uniform[batchSize + image]!, shifts);
      const mirrored = draw(uniform[2 * batchSize + image]!, mirrors);
      const sources = sourcesOf(row, mirrored * shifts + shift);
      const pixels = batch.features.subarray(image * size, (image + 1) * size);
      features.set(pixelsFrom(pixels, sources, shape), image * size);
      if (task === 'detection') {
        const boxes = labels.subarray(image * places, (image + 1) * places);
        moveBoxes(boxes as Float32Array, { row, shift, mirrored }, augmentation, shape);
      }
    }
    return { ...batch, features, labels };
  };

  function sourcesOf(rowDraw: number, columnDraw: number): Int32Array {
    return Int32Array.from({ length: height * width }, (_, pixel) => {
      const row = rows[rowDraw * height + Math.floor(pixel / width)]!;
      const column = columns[columnDraw * width + (pixel % width)]!;
      return Math.min(row + column, height * width);
    });
  }
};
