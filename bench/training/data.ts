import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Examples } from '../../lib/engine/engine.ts';
import { randomStream } from '../../lib/math/random.ts';
import { elements } from '../../lib/network/definition.ts';
import type { Shape } from '../../lib/network/network.ts';
import { npy } from './npy.ts';

export const CLASSES = 10;

/** Noisy images of ten patterns, each mirrored or not, so that there is something to learn. */
export function patternImages(input: Shape, count: number): Examples {
  const random = randomStream(1, 'patterns');
  const size = elements(input);
  const [, width, channels] = input as readonly [number, number, number];
  const patterns = Array.from({ length: CLASSES }, () => coarse(input, () => 64 + random.integer(128)));
  const labels = Int32Array.from({ length: count }, () => random.integer(CLASSES));
  const features = new Uint8Array(count * size);
  labels.forEach((label, i) => {
    const mirrored = random.integer(2) === 1;
    for (let j = 0; j < size; j++) {
      const column = Math.floor(j / channels) % width;
      const from = mirrored ? j + (width - 1 - 2 * column) * channels : j;
      features[i * size + j] = patterns[label]![from]! + random.integer(64) - 32;
    }
  });
  return { features, labels, count };
}

/** Sequences of tokens, none of them padding, in which those of the example's class are frequent. */
export function patternTokens([length]: Shape, vocabulary: number, count: number): Examples {
  const random = randomStream(1, 'tokens');
  const labels = Int32Array.from({ length: count }, () => random.integer(CLASSES));
  const features = Int32Array.from({ length: count * length! }, (_, i) => {
    const token = 1 + random.integer(vocabulary - 1);
    const ofClass = token - (token % CLASSES) + labels[Math.floor(i / length!)]!;
    return random.integer(4) === 0 && ofClass > 0 && ofClass < vocabulary ? ofClass : token;
  });
  return { features, labels, count };
}

/** Values that are equal over blocks of 4 x 4 pixels. */
function coarse([height, width, channels]: Shape, draw: () => number): Uint8Array {
  const values = new Uint8Array(height! * width! * channels!);
  for (let j = 0; j < values.length; j++) {
    const [pixel, channel] = [Math.floor(j / channels!), j % channels!];
    const [row, column] = [Math.floor(pixel / width!), pixel % width!];
    const block = ((row - (row % 4)) * width! + column - (column % 4)) * channels! + channel;
    values[j] = block === j ? draw() : values[block]!;
  }
  return values;
}

/** Writes `features.npy` and `labels.npy` into a folder, for the peers. */
export function writeExamples(folder: string, { features, labels, count }: Examples, input: Shape): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'features.npy'), npy(features as Uint8Array | Int32Array, [count, ...input]));
  writeFileSync(join(folder, 'labels.npy'), npy(labels as Int32Array, [count]));
}
