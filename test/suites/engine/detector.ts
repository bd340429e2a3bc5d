import type { Examples } from '../../../lib/engine/engine.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { networkBuilder } from '../../../lib/network/builder.ts';
import type { ActivationName, Network, Shape } from '../../../lib/network/network.ts';

export interface DetectorOptions {
  readonly input: readonly [height: number, width: number, channels: number];
  readonly classes: number;
  /** Channels behind each halving of the image: of strides 2, 4, 8 ... */
  readonly channels: readonly number[];
  /** Those of the strides 2, 4, 8 ... that have a head. */
  readonly strides: readonly number[];
  /** One without kinks for comparisons of long trainings. */
  readonly fn?: ActivationName;
}

/** An anchor-free detector: convolutions that halve the image, and at each stride a head of its own. */
export function detector({ input, classes, channels, strides, fn = 'relu' }: DetectorOptions): Network {
  const net = networkBuilder(input);
  const heads: string[] = [];
  let at = 'input';
  for (const [i, filters] of channels.entries()) {
    const stride = 2 ** (i + 1);
    at = block(`down${stride}`, at, filters, 2);
    if (strides.includes(stride)) heads.push(head(`head${stride}`, at, filters, stride));
  }
  const output = heads.length === 1 ? heads[0]! : net.add('output', { op: 'concat', axis: 0 }, ...heads);
  return net.finish(output, { strides });

  function block(id: string, from: string, filters: number, stride: number): string {
    const conv = net.add(id, { op: 'conv2d', filters, kernel: 3, stride, bias: false }, from);
    return net.add(`${id}/fn`, { op: 'activation', fn }, net.add(`${id}/norm`, { op: 'batchNorm' }, conv));
  }

  function head(id: string, from: string, filters: number, stride: number): string {
    const tower = block(`${id}/tower`, from, filters, 1);
    const one = { op: 'conv2d', kernel: 1, stride: 1, bias: true } as const;
    const boxes = net.add(`${id}/boxes`, { ...one, filters: 5 }, tower);
    const labels = net.add(`${id}/classes`, { ...one, filters: classes, focalPrior: true }, tower);
    const locations = Math.ceil(input[0] / stride) * Math.ceil(input[1] / stride);
    const joined = net.add(`${id}/join`, { op: 'concat' }, boxes, labels);
    return net.add(`${id}/list`, { op: 'reshape', shape: [locations, 5 + classes] }, joined);
  }
}

/** Places for boxes in an image of `toyScenes`. */
export const TOY_PLACES = 4;

/** Dark images with bright rectangles: wide ones are of class 0, tall ones of class 1. */
export function toyScenes({ input, count, seed = 1 }: { input: Shape; count: number; seed?: number }): Examples {
  const [height, width, channels] = input as [number, number, number];
  const random = randomStream(seed, 'scenes');
  const features = Uint8Array.from({ length: count * height * width * channels }, () => random.integer(60));
  const labels = new Float32Array(count * TOY_PLACES * 5).fill(-1);
  for (let image = 0; image < count; image++) {
    for (let place = 0; place < random.integer(TOY_PLACES + 1); place++) {
      const label = random.integer(2);
      const [w, h] = label === 0 ? [14, 8] : [8, 14];
      const [left, top] = [random.integer(width - w), random.integer(height - h)];
      labels.set([left, top, left + w, top + h, label], (image * TOY_PLACES + place) * 5);
      for (let y = top; y < top + h; y++) {
        const from = ((image * height + y) * width + left) * channels;
        features.fill(150 + random.integer(100), from, from + w * channels);
      }
    }
  }
  return { features, labels, count };
}
