import { imageShape } from '../../augment/problem.ts';
import { randAugmentTables } from '../../augment/rand-augment.ts';
import { type ChangeFactory, draw } from './change.ts';
import { operations } from './operations/index.ts';

/**
 * RandAugment: several times over, each image goes through an operation of its own. Pixels in 0..1 are rounded to 255ths:
 * the operations are defined on bytes.
 */
export const randAugmenting: ChangeFactory = ({ randAugment }, { batchSize, input }) => {
  const shape = imageShape(input);
  const rounds = randAugment.operations;
  const { variants, maps } = randAugmentTables(randAugment.magnitude, shape);
  return (random, batch) => {
    const uniform = random.uniform([rounds, batchSize]);
    const size = batch.features.length / batchSize;
    const features = new Float32Array(batch.features.length);
    for (let image = 0; image < batchSize; image++) {
      let bytes = asBytes(batch.features.subarray(image * size, (image + 1) * size));
      for (let round = 0; round < rounds; round++) {
        const { operation, amount } = variants[draw(uniform[round * batchSize + image]!, variants.length)]!;
        bytes = operations[operation]({ image: bytes, shape, amount: Math.fround(amount), maps });
      }
      features.set(bytes.map(asPixel), image * size);
    }
    return { ...batch, features };
  };
};

const asBytes = (pixels: Float32Array): Float32Array =>
  pixels.map((value) => Math.min(255, Math.max(0, Math.floor(Math.fround(Math.fround(value * 255) + 0.5)))));

const asPixel = (byte: number) => byte * Math.fround(1 / 255);
