import sharp from 'sharp';
import { formatOf } from './formats.ts';

/** What images become. */
export interface PixelOptions {
  /** One number, or [height, width]; images keep their size without it. */
  readonly size?: number | readonly number[] | undefined;
  readonly channels: 1 | 3;
  readonly fit: 'cover' | 'stretch';
  /** Whether to tell sizes before resizing too, which takes another look at each file. */
  readonly measures?: boolean;
}

export interface Decoded {
  /** [height, width] */
  readonly size: readonly [number, number];
  /** [height, width] before it was resized, upright; where that was asked for. */
  readonly original?: readonly [number, number];
  /** `height x width x channels` */
  readonly pixels: Uint8Array;
}

/** An image is held whole while it is resized: 100 megapixels are 300 MB. */
const MAX_PIXELS = 100_000_000;

/** libvips computes each image on one thread: several are decoded side by side (collect.ts). */
sharp.concurrency(1);
sharp.cache(false);

/** [height, width] that images are resized to. */
export function sizeOf({ size }: Pick<PixelOptions, 'size'>): readonly [number, number] | undefined {
  if (size === undefined) return undefined;
  return typeof size === 'number' ? [size, size] : [size[0]!, size[1]!];
}

/**
 * The pixels of an image file (JPEG, PNG, WebP, GIF: its first frame), upright as its EXIF orientation says, in sRGB or
 * grey, on white where it is transparent, resized with the Lanczos kernel.
 * @throws RangeError in words, when it is of another format, broken or cut off
 */
export async function decode(file: Buffer, options: PixelOptions): Promise<Decoded> {
  const format = formatOf(file);
  if (!format.isSupported) throw new RangeError(format.words);
  try {
    // Warnings are faults too: a broken JPEG gives grey blocks and a warning.
    const image = sharp(file, { failOn: 'warning', limitInputPixels: MAX_PIXELS }).autoOrient();
    const before = options.measures && (await image.metadata()).autoOrient;
    const size = sizeOf(options);
    const fit = options.fit === 'cover' ? 'cover' : 'fill';
    const resized = size ? image.resize({ height: size[0], width: size[1], fit, kernel: 'lanczos3' }) : image;
    const { data, info } = await resized
      .flatten({ background: '#fff' })
      .toColourspace(options.channels === 1 ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return {
      size: [info.height, info.width],
      pixels: data,
      ...(before && { original: [before.height, before.width] as const }),
    };
  } catch (error) {
    const { message } = error as Error;
    const why = message.includes('pixel limit') ? `has more than ${MAX_PIXELS} pixels` : 'is broken or cut off';
    throw new RangeError(`a ${format.words} file that ${why} (${message})`, { cause: error });
  }
}
