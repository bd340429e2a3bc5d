import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImageShape } from '../../../lib/engine/augment/problem.ts';
import type { Operation } from '../../../lib/engine/augment/rand-augment.ts';
import { type Affine, rotation, sourceMap } from '../../../lib/engine/augment/source-map.ts';
import { appliers } from './apply-operation.ts';

interface Expected {
  readonly height: number;
  readonly width: number;
  readonly images: Readonly<Record<string, { readonly channels: number; readonly bytes: string }>>;
  readonly cases: readonly { operation: string; amount: number; image: string; result: string }[];
}

/** What PIL makes of the images; pil/make.py wrote it. */
const pil: Expected = JSON.parse(readFileSync(new URL('./pil/operations.json', import.meta.url), 'utf8'));

const bytesOf = (text: string) => Float32Array.from(Buffer.from(text, 'base64'));

const moves: Readonly<Record<string, (amount: number, shape: ImageShape) => Affine>> = {
  rotate: rotation,
  shearX: (shear) => [1, shear, 0, 0, 1, 0],
  shearY: (shear) => [1, 0, 0, shear, 1, 0],
  translateX: (pixels) => [1, 0, pixels, 0, 1, 0],
  translateY: (pixels) => [1, 0, 0, 0, 1, pixels],
};

describe.each(appliers)('operations in %s', (_name, apply) => {
  it.each(pil.cases)('$operation by $amount makes of the $image image what PIL makes', async (expected) => {
    const { channels, bytes } = pil.images[expected.image]!;
    const shape = [pil.height, pil.width, channels] as const;
    const move = moves[expected.operation];
    const maps = move ? [sourceMap(move(expected.amount, shape), shape)] : [];
    const [result] = await apply({
      operation: move ? 'move' : (expected.operation as Operation),
      shape,
      images: [bytesOf(bytes)],
      amounts: [move ? 0 : expected.amount],
      maps,
    });
    expect([...result!]).toEqual([...bytesOf(expected.result)]);
  });
});
