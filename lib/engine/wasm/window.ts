/** A window that moves along one axis of an image. */
export interface Window {
  /** Positions of the image. */
  readonly size: number;
  /** Positions of the output. */
  readonly out: number;
  readonly kernel: number;
  readonly stride: number;
  /** Positions of zeros before the image: output `o` sees image positions `o stride - before + tap`. */
  readonly before: number;
  /** Positions of zeros behind the image that the last window reaches. */
  readonly after: number;
}

export interface WindowAttributes {
  readonly strides: number | readonly number[];
  readonly pad: unknown;
  readonly dataFormat?: string;
}

/**
 * The windows of a convolution or a pooling along height and width of `[batch, height, width, channels]`, padded as
 * TensorFlow does (https://www.tensorflow.org/api_docs/python/tf/nn, notes on padding).
 * @throws Error for channels first and for pads given as numbers, which tfjs computes shapes for by the height alone.
 */
export function windows(
  image: readonly number[],
  kernel: number | readonly number[],
  { strides, pad, dataFormat = 'NHWC' }: WindowAttributes,
): readonly [Window, Window] {
  if (dataFormat !== 'NHWC') throw new Error(`wasm: data format ${dataFormat}; allowed: NHWC`);
  if (pad !== 'same' && pad !== 'valid') throw new Error(`wasm: pad ${JSON.stringify(pad)}; allowed: same, valid`);
  const along = (axis: 0 | 1) => window(image[axis + 1]!, pick(kernel, axis), pick(strides, axis), pad === 'same');
  return [along(0), along(1)];
}

const pick = (pair: number | readonly number[], axis: 0 | 1) => (typeof pair === 'number' ? pair : pair[axis]!);

function window(size: number, kernel: number, stride: number, same: boolean): Window {
  const out = Math.ceil((same ? size : size - kernel + 1) / stride);
  const padding = Math.max((out - 1) * stride + kernel - size, 0);
  const before = Math.floor(padding / 2);
  return { size, out, kernel, stride, before, after: padding - before };
}

/** Zeros at both ends of the image. */
export const zeros = ({ before, after }: Window) => [before, after] as const;

/** Of a window at output `o`: its first tap inside the image. */
export const firstTap = ({ stride, before }: Window, o: number) => Math.max(before - o * stride, 0);

/** Of a window at output `o`: the tap behind its last one inside the image. */
export const endTap = ({ size, kernel, stride, before }: Window, o: number) =>
  Math.min(size + before - o * stride, kernel);
