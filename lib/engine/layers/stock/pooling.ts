import { apply, type Stock } from './stock.ts';

const window = ({ kernel, stride }: { kernel: number; stride: number }) =>
  ({ poolSize: kernel, strides: stride, padding: 'same' }) as const;

export const maxPool: Stock<'maxPool'> = (layer, [x], { tf, id }) =>
  apply(tf.layers.maxPooling2d({ name: id, ...window(layer) }), x!);

export const avgPool: Stock<'avgPool'> = (layer, [x], { tf, id }) =>
  apply(tf.layers.averagePooling2d({ name: id, ...window(layer) }), x!);

export const globalAvgPool: Stock<'globalAvgPool'> = (_layer, [x], { tf, id }) =>
  apply(tf.layers.globalAveragePooling2d({ name: id }), x!);

export const globalMaxPool: Stock<'globalMaxPool'> = (_layer, [x], { tf, id }) =>
  apply(tf.layers.globalMaxPooling2d({ name: id }), x!);
