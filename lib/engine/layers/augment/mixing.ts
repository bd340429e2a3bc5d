import { mixingTable } from '../../augment/mixing.ts';
import { imageShape } from '../../augment/problem.ts';
import { isWithin } from '../../augment/span.ts';
import { type ChangeFactory, draw } from './change.ts';

/** mixup and CutMix: the batch with its own reverse. The labels become targets, mixed in the same shares. */
export const mixing: ChangeFactory = (augmentation, { batchSize, input, classes }) => {
  const shape = imageShape(input);
  const [height, width, channels] = shape;
  const ways = mixingTable(augmentation, shape);
  return (random, batch) => {
    const [way, down, right] = random.uniform([3]) as unknown as readonly [number, number, number];
    const partners = partnersOf(ways[draw(way, ways.length)]!, draw(down, height), draw(right, width));
    const partner = partners.reduce((sum, share) => sum + share, 0) / partners.length;
    const targets = new Float32Array(batchSize * classes);
    for (const [image, label] of batch.labels.entries()) targets[image * classes + label] = 1;
    return {
      ...batch,
      features: mix(batch.features, batchSize, (i) => partners[Math.floor(i / channels)]!),
      targets: mix(targets, batchSize, () => partner),
    };
  };

  /** The partner's share in each pixel. */
  function partnersOf(
    [share, halfHeight, halfWidth]: readonly number[],
    centreRow: number,
    centreColumn: number,
  ): Float32Array {
    return Float32Array.from({ length: height * width }, (_, pixel) => {
      const [row, column] = [Math.floor(pixel / width), pixel % width];
      const isInside = isWithin(row - centreRow, halfHeight!) && isWithin(column - centreColumn, halfWidth!);
      return isInside ? 1 : share!;
    });
  }
};

/** Rows with those of the reversed batch; `partner` is the latter's share in value i of a row. */
function mix(values: Float32Array, batchSize: number, partner: (i: number) => number): Float32Array {
  const size = values.length / batchSize;
  return values.map((value, at) => {
    const [row, i] = [Math.floor(at / size), at % size];
    const share = partner(i);
    return value * (1 - share) + values[(batchSize - 1 - row) * size + i]! * share;
  });
}
