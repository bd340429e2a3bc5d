import { elements } from '../../../lib/network/definition.ts';
import type { Case } from './cases.ts';

/** Output size and zeros before the image along an axis, as https://www.tensorflow.org/api_docs/python/tf/nn words it. */
function axis(size: number, { kernel, stride, pad }: Case): { out: number; before: number } {
  if (pad === 'valid') return { out: Math.ceil((size - kernel + 1) / stride), before: 0 };
  const rest = size % stride;
  const padding = Math.max(rest === 0 ? kernel - stride : kernel - rest, 0);
  return { out: Math.ceil(size / stride), before: Math.floor(padding / 2) };
}

/** `[batch, height, width]` of the output. */
export function outputOf(of: Case): [number, number, number] {
  const [batch, height, width] = of.image;
  return [batch, axis(height, of).out, axis(width, of).out];
}

/** Every pixel of the output with every pixel of the image that it sees, by their index, and the tap in between. */
function visit(of: Case, see: (output: number, image: number, tap: number) => void): void {
  const [, height, width] = of.image;
  const [rows, columns] = [axis(height, of), axis(width, of)];
  const [batch, outHeight, outWidth] = outputOf(of);
  for (let output = 0; output < batch * outHeight * outWidth; output++) {
    const [n, a, b] = [
      Math.floor(output / (outHeight * outWidth)),
      Math.floor(output / outWidth) % outHeight,
      output % outWidth,
    ];
    for (let tap = 0; tap < of.kernel ** 2; tap++) {
      const y = a * of.stride - rows.before + Math.floor(tap / of.kernel);
      const x = b * of.stride - columns.before + (tap % of.kernel);
      if (y >= 0 && y < height && x >= 0 && x < width) see(output, (n * height + y) * width + x, tap);
    }
  }
}

export interface Differentiated {
  readonly output: Float64Array;
  readonly image: Float64Array;
  readonly filter: Float64Array;
}

/** An operation by loops in double precision, with its gradients with respect to image and filter. */
export type Reference = (of: Case, image: Float32Array, filter: Float32Array, dy: Float32Array) => Differentiated;

const blank = (of: Case, outputChannels: number, filterSize: number): Differentiated => ({
  output: new Float64Array(elements(outputOf(of)) * outputChannels),
  image: new Float64Array(elements(of.image)),
  filter: new Float64Array(filterSize),
});

export const conv2d: Reference = (of, image, filter, dy) => {
  const channels = of.image[3];
  const result = blank(of, of.filters, filter.length);
  visit(of, (output, pixel, tap) => {
    for (let c = 0; c < channels; c++) {
      for (let o = 0; o < of.filters; o++) {
        const [y, x, w] = [output * of.filters + o, pixel * channels + c, (tap * channels + c) * of.filters + o];
        result.output[y]! += image[x]! * filter[w]!;
        result.image[x]! += filter[w]! * dy[y]!;
        result.filter[w]! += image[x]! * dy[y]!;
      }
    }
  });
  return result;
};

export const depthwise: Reference = (of, image, filter, dy) => {
  const channels = of.image[3];
  const result = blank(of, channels, filter.length);
  visit(of, (output, pixel, tap) => {
    for (let c = 0; c < channels; c++) {
      const [y, x, w] = [output * channels + c, pixel * channels + c, tap * channels + c];
      result.output[y]! += image[x]! * filter[w]!;
      result.image[x]! += filter[w]! * dy[y]!;
      result.filter[w]! += image[x]! * dy[y]!;
    }
  });
  return result;
};

export const maxPool: Reference = (of, image, _filter, dy) => {
  const channels = of.image[3];
  const result = blank(of, channels, 0);
  const largest = new Int32Array(result.output.length).fill(-1);
  visit(of, (output, pixel) => {
    for (let c = 0; c < channels; c++) {
      const [y, x] = [output * channels + c, pixel * channels + c];
      if (largest[y]! < 0 || image[x]! > image[largest[y]!]!) largest[y] = x;
    }
  });
  for (const [y, x] of largest.entries()) {
    result.output[y] = image[x]!;
    result.image[x]! += dy[y]!;
  }
  return result;
};

export const avgPool: Reference = (of, image, _filter, dy) => {
  const channels = of.image[3];
  const result = blank(of, channels, 0);
  const seen = new Int32Array(elements(outputOf(of)));
  visit(of, (output) => {
    seen[output]!++;
  });
  visit(of, (output, pixel) => {
    for (let c = 0; c < channels; c++) {
      const [y, x] = [output * channels + c, pixel * channels + c];
      result.output[y]! += image[x]! / seen[output]!;
      result.image[x]! += dy[y]! / seen[output]!;
    }
  });
  return result;
};
