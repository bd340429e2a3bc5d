import { imageShape } from '../../augment/problem.ts';
import { cutoutTable } from '../../augment/span.ts';
import { type ChangeFactory, draw } from './change.ts';

/** Zeroes a square about a random pixel of each image; it may stick out. Labels stay. */
export const cutOut: ChangeFactory = ({ cutout }, { batchSize, input }) => {
  const [height, width, channels] = imageShape(input);
  const [rows, columns] = [cutoutTable(height, cutout), cutoutTable(width, cutout)];
  return (random, batch) => {
    const uniform = random.uniform([2, batchSize]);
    const features = batch.features.map((value, i) => {
      const pixel = Math.floor(i / channels);
      const [image, row, column] = [
        Math.floor(pixel / (height * width)),
        Math.floor(pixel / width) % height,
        pixel % width,
      ];
      const rowKept = rows[draw(uniform[image]!, height) * height + row]!;
      const columnKept = columns[draw(uniform[batchSize + image]!, width) * width + column]!;
      return value * Math.max(rowKept, columnKept);
    });
    return { ...batch, features };
  };
};
