import { between, CHANNELS, conv, IMAGES, type NetworkCase } from './between.ts';

const windows = [
  [1, 1],
  [1, 2],
  [2, 2],
  [3, 1],
  [3, 2],
  [5, 2],
] as const;

/** Kernel, stride, dilation: windows that reach beyond the image, that leave gaps, of an even number of taps. */
const dilated = [
  [2, 1, 2],
  [3, 1, 2],
  [3, 1, 3],
  [5, 1, 2],
  [2, 2, 2],
  [3, 2, 2],
  [3, 3, 3],
  [5, 2, 2],
] as const;

/** Kernel and stride: gaps between what two inputs give, none, overlaps. */
const transposed = [
  [1, 2],
  [2, 3],
  [2, 2],
  [3, 1],
  [3, 2],
  [4, 2],
  [5, 3],
] as const;

const sizes = (image: readonly number[]) => `${image[0]}x${image[1]}`;

const windowed = IMAGES.flatMap((image) =>
  windows.flatMap(([kernel, stride]): NetworkCase[] => {
    const at = `${kernel}x${kernel} stride ${stride} on ${sizes(image)}`;
    return [
      { name: `conv2d ${at}`, network: between(image, conv(3, kernel, stride, false)) },
      {
        name: `depthwiseConv2d ${at}`,
        network: between(image, { op: 'depthwiseConv2d', kernel, stride, bias: true }),
      },
      { name: `maxPool ${at}`, network: between(image, { op: 'maxPool', kernel, stride }) },
      { name: `avgPool ${at}`, network: between(image, { op: 'avgPool', kernel, stride }) },
    ];
  }),
);

const spread = IMAGES.flatMap((image) =>
  dilated.flatMap(([kernel, stride, dilation]): NetworkCase[] => {
    const at = `${kernel}x${kernel} stride ${stride} dilation ${dilation} on ${sizes(image)}`;
    const window = { kernel, stride, dilation };
    return [
      { name: `conv2d ${at}`, network: between(image, { op: 'conv2d', filters: 3, ...window, bias: true }) },
      { name: `depthwiseConv2d ${at}`, network: between(image, { op: 'depthwiseConv2d', ...window, bias: false }) },
    ];
  }),
);

const [IMAGE] = IMAGES as [(typeof IMAGES)[number]];

const oblong = (
  [
    [1, 5],
    [5, 1],
    [3, 2],
  ] as const
).flatMap((kernel) =>
  [1, 2].map(
    (stride): NetworkCase => ({
      name: `conv2d ${kernel.join('x')} stride ${stride}`,
      network: between(IMAGE, { op: 'conv2d', filters: 3, kernel, stride, bias: false }),
    }),
  ),
);

const grouped = [2, CHANNELS].flatMap((groups) =>
  (
    [
      [1, 1, 1],
      [3, 1, 1],
      [3, 2, 1],
      [3, 1, 2],
    ] as const
  ).map(
    ([kernel, stride, dilation]): NetworkCase => ({
      name: `conv2d ${kernel}x${kernel} stride ${stride} dilation ${dilation} in ${groups} groups`,
      network: between(IMAGE, {
        op: 'conv2d',
        filters: 2 * CHANNELS,
        kernel,
        stride,
        bias: true,
        groups,
        ...(dilation > 1 && { dilation }),
      }),
    }),
  ),
);

const enlarging = transposed.map(
  ([kernel, stride]): NetworkCase => ({
    name: `transposedConv2d ${kernel}x${kernel} stride ${stride}`,
    network: between(IMAGE, { op: 'transposedConv2d', filters: 2, kernel, stride, bias: kernel % 2 === 0 }),
  }),
);

export const convolutionCases: readonly NetworkCase[] = [...windowed, ...spread, ...oblong, ...grouped, ...enlarging];
