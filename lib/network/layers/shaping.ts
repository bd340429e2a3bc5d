import { elements, type LayerDefinition } from '../definition.ts';
import { grouped, image, only, positive, wholes } from './checks.ts';

const free = { weights: () => [], macs: () => 0 };

export const flatten: LayerDefinition<'flatten'> = {
  ...free,
  shape: (_layer, inputs) => [elements(only(inputs))],
  label: () => 'flatten',
  onnx: 'Flatten',
};

export const reshape: LayerDefinition<'reshape'> = {
  ...free,
  shape({ shape }, inputs) {
    positive(Object.fromEntries(shape.map((size, axis) => [`shape[${axis}]`, size])));
    const from = only(inputs);
    if (elements(from) !== elements(shape)) {
      throw new Error(`cannot reshape [${from.join(', ')}] to [${shape.join(', ')}]: the numbers of elements differ`);
    }
    return shape;
  },
  label: ({ shape }) => `reshape ${shape.join('x')}`,
  onnx: 'Reshape',
};

export const pad: LayerDefinition<'pad'> = {
  ...free,
  shape({ top, bottom, left, right }, inputs) {
    wholes({ top, bottom, left, right });
    const [height, width, channels] = image(inputs);
    return [top + height + bottom, left + width + right, channels];
  },
  label: ({ top, bottom, left, right }) => `pad ${[top, bottom, left, right].join(' ')}`,
  onnx: 'Pad',
};

export const slice: LayerDefinition<'slice'> = {
  ...free,
  shape({ from, size }, inputs) {
    wholes({ from });
    positive({ size });
    const shape = only(inputs);
    const channels = shape.at(-1)!;
    if (from + size > channels)
      throw new Error(`takes channels ${from} to ${from + size - 1}, got ${channels} channels`);
    return [...shape.slice(0, -1), size];
  },
  label: ({ from, size }) => `channels ${from} to ${from + size - 1}`,
  onnx: 'Slice',
};

export const channelShuffle: LayerDefinition<'channelShuffle'> = {
  ...free,
  shape({ groups }, inputs) {
    grouped(only(inputs), groups);
    return only(inputs);
  },
  label: ({ groups }) => `shuffle ${groups} groups`,
  onnx: 'Reshape+Transpose+Reshape',
};

/** What `size` pixels become along one axis. */
export const resized = (size: number, factor: number): number => Math.max(1, Math.round(size * factor));

export const resize: LayerDefinition<'resize'> = {
  ...free,
  shape({ factor, method }, inputs) {
    const [height, width, channels] = image(inputs);
    if (method === 'nearest') positive({ factor });
    else if (!(factor > 0)) throw new Error(`factor is ${factor}, allowed: a number above 0`);
    return [resized(height, factor), resized(width, factor), channels];
  },
  /** Bilinear: two weighings of two numbers each along height and width. */
  macs: ({ method }, _inputs, output) => (method === 'bilinear' ? elements(output) * 4 : 0),
  label: ({ factor, method }) => `resize x${factor}, ${method}`,
  onnx: 'Resize',
};
