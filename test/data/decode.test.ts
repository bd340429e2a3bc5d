import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decode } from '../../lib/data/images/decode.ts';
import { mapInOrder } from '../../lib/data/images/map-in-order.ts';

const colour = { channels: 3, fit: 'cover' } as const;

/** Rows of one grey each, top to bottom. */
const rows = (values: readonly number[], width: number) =>
  sharp(Uint8Array.from(values.flatMap((value) => Array<number>(width).fill(value))), {
    raw: { width, height: values.length, channels: 1 },
  });

const flat = (r: number, g: number, b: number, alpha = 1) =>
  sharp({ create: { width: 4, height: 2, channels: 4, background: { r, g, b, alpha } } });

describe('an image', () => {
  it('is height x width x channels, row-major', async () => {
    const pixels = Uint8Array.from({ length: 2 * 3 * 3 }, (_, i) => 10 * i);
    const file = await sharp(pixels, { raw: { width: 3, height: 2, channels: 3 } })
      .png()
      .toBuffer();
    expect(await decode(file, colour)).toEqual({ size: [2, 3], pixels: Buffer.from(pixels) });
  });

  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('may be %s', async (format) => {
    const file = await flat(200, 100, 50).toFormat(format, { quality: 100 }).toBuffer();
    const { size, pixels } = await decode(file, colour);
    expect(size).toEqual([2, 4]);
    for (const [i, value] of [200, 100, 50].entries()) expect(Math.abs(pixels[i]! - value)).toBeLessThanOrEqual(3);
  });

  it('is the first frame of an animation', async () => {
    const frames = Buffer.concat([Buffer.alloc(12, 255), Buffer.alloc(12, 0)]);
    const file = await sharp(frames, { raw: { width: 2, height: 4, channels: 3, pageHeight: 2 } })
      .gif()
      .toBuffer();
    expect(await decode(file, colour)).toMatchObject({ size: [2, 2], pixels: Buffer.alloc(12, 255) });
  });

  it('is grey or coloured as asked, whatever the file is', async () => {
    const grey = await rows([0, 128, 255], 2).toColourspace('b-w').png().toBuffer();
    expect([...(await decode(grey, colour)).pixels]).toEqual([0, 128, 255].flatMap((value) => Array(6).fill(value)));
    expect([...(await decode(grey, { ...colour, channels: 1 })).pixels]).toEqual([0, 0, 128, 128, 255, 255]);
    const red = await decode(await flat(255, 0, 0).png().toBuffer(), { ...colour, channels: 1 });
    expect(red.pixels.length).toBe(8);
    expect(red.pixels[0]).toBeGreaterThan(40);
    expect(red.pixels[0]).toBeLessThan(140);
  });

  it('has bytes also where the file has 16 bits', async () => {
    const values = Uint16Array.of(0, 0x8000, 0xffff, 0x4000);
    const file = await sharp(values, { raw: { width: 2, height: 2, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    expect((await sharp(file).metadata()).depth).toBe('ushort');
    expect([...(await decode(file, { ...colour, channels: 1 })).pixels]).toEqual([0, 128, 255, 64]);
  });

  it('is white where it is transparent', async () => {
    const [r, g, b] = (await decode(await flat(255, 0, 0, 0.5).png().toBuffer(), colour)).pixels;
    expect([r, g, b]).toEqual([255, 127, 127]);
    expect((await decode(await flat(0, 0, 0, 0).png().toBuffer(), colour)).pixels.every((value) => value === 255)).toBe(
      true,
    );
  });

  it('is turned upright, and so is its size before', async () => {
    const file = await rows([0, 80, 160, 240], 2).png().withMetadata({ orientation: 6 }).toBuffer();
    const grey = { ...colour, channels: 1, measures: true } as const;
    const { size, original, pixels } = await decode(file, grey);
    expect({ size, original }).toEqual({ size: [2, 4], original: [2, 4] });
    expect([...pixels.subarray(0, 4)]).toEqual([240, 160, 80, 0]);
    expect(await decode(file, { ...grey, size: [6, 3] })).toMatchObject({ size: [6, 3], original: [2, 4] });
  });

  it('loses its edges, or its shape, when it is resized', async () => {
    const file = await rows([0, 0, 200, 200, 200, 200, 0, 0], 4).png().toBuffer();
    const grey = { channels: 1, size: 4 } as const;
    expect((await decode(file, { ...grey, fit: 'cover' })).pixels.every((value) => value === 200)).toBe(true);
    const stretched = await decode(file, { ...grey, fit: 'stretch' });
    expect(stretched.size).toEqual([4, 4]);
    expect([stretched.pixels[0]! < 60, stretched.pixels[4]! > 150, stretched.pixels[15]! < 60]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is the same again, also beside others', async () => {
    const noise = Uint8Array.from({ length: 90 * 70 * 3 }, (_, i) => (i * 7919) % 251);
    const file = await sharp(noise, { raw: { width: 90, height: 70, channels: 3 } })
      .jpeg()
      .toBuffer();
    const all = await Promise.all(Array.from({ length: 8 }, () => decode(file, { ...colour, size: 33 })));
    for (const { pixels } of all) expect(pixels).toEqual(all[0]!.pixels);
  });
});

describe('mapInOrder', () => {
  async function* items(count: number) {
    for (let i = 0; i < count; i++) yield i;
  }

  it('gives results in the order of their items and works on so many at a time', async () => {
    let running = 0;
    let most = 0;
    const work = async (i: number) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, i % 3));
      running--;
      return i;
    };
    const results = [];
    for await (const result of mapInOrder(items(20), 4, work)) results.push(result);
    expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(most).toBe(4);
  });

  it('fails with the first item that fails', async () => {
    const work = async (i: number) => {
      if (i > 4) throw new Error(`item ${i}`);
    };
    const all = async () => {
      for await (const _ of mapInOrder(items(20), 8, work));
    };
    await expect(all()).rejects.toThrow('item 5');
  });
});
