import type * as tf from '@tensorflow/tfjs';
import { elements, type LayerOf } from '../../network/definition.ts';
import { type ActivationName, BATCH_NORM, type Layer, type LayerOp } from '../../network/network.ts';
import type { Tfjs } from './ops/forward.ts';

type Tensor = tf.SymbolicTensor;

/** Applies a layer, made of tfjs' own layers. The one that holds the node's weights bears its id. */
type Stock<O extends LayerOp = LayerOp> = (
  layers: Tfjs['layers'],
  id: string,
  layer: LayerOf<O>,
  inputs: Tensor[],
) => Tensor;

const apply = (layer: tf.layers.Layer, inputs: Tensor | Tensor[]) => layer.apply(inputs) as Tensor;

/** relu6(x + 3) / 6 = min(relu(x / 6 + 1/2), 1). tfjs' own hardSigmoid is another function: clip(0.2 x + 0.5). */
function hardSigmoid(layers: Tfjs['layers'], id: string, x: Tensor): Tensor {
  const line = apply(layers.rescaling({ name: `${id}/line`, scale: 1 / 6, offset: 1 / 2 }), x);
  return apply(layers.reLU({ name: `${id}/clip`, maxValue: 1 }), line);
}

const activations: Readonly<Record<ActivationName, (layers: Tfjs['layers'], id: string, x: Tensor) => Tensor>> = {
  relu: named('relu'),
  relu6: named('relu6'),
  swish: named('swish'),
  sigmoid: named('sigmoid'),
  hardSigmoid,
  hardSwish: (layers, id, x) => apply(layers.multiply({ name: id }), [x, hardSigmoid(layers, id, x)]),
};

function named(activation: 'relu' | 'relu6' | 'swish' | 'sigmoid') {
  return (layers: Tfjs['layers'], id: string, x: Tensor) => apply(layers.activation({ name: id, activation }), x);
}

const window = ({ kernel, stride }: { kernel: number; stride: number }) =>
  ({ poolSize: kernel, strides: stride, padding: 'same' }) as const;

const stocks: { readonly [O in LayerOp]: Stock<O> } = {
  conv2d: (layers, name, { filters, kernel, stride, bias }, [x]) =>
    apply(
      layers.conv2d({
        name,
        filters,
        kernelSize: kernel,
        strides: stride,
        padding: 'same',
        useBias: bias,
        kernelInitializer: 'heNormal',
      }),
      x!,
    ),
  depthwiseConv2d: (layers, name, { kernel, stride, bias }, [x]) =>
    apply(
      layers.depthwiseConv2d({
        name,
        kernelSize: kernel,
        strides: stride,
        padding: 'same',
        useBias: bias,
        depthwiseInitializer: 'heNormal',
      }),
      x!,
    ),
  batchNorm: (layers, name, _layer, [x]) => apply(layers.batchNormalization({ name, ...BATCH_NORM }), x!),
  activation: (layers, id, { fn }, [x]) => activations[fn](layers, id, x!),
  maxPool: (layers, name, layer, [x]) => apply(layers.maxPooling2d({ name, ...window(layer) }), x!),
  avgPool: (layers, name, layer, [x]) => apply(layers.averagePooling2d({ name, ...window(layer) }), x!),
  globalAvgPool: (layers, name, _layer, [x]) => apply(layers.globalAveragePooling2d({ name }), x!),
  flatten: (layers, name, _layer, [x]) => apply(layers.reshape({ name, targetShape: [elements(inner(x!))] }), x!),
  dense: (layers, name, { units, bias }, [x]) =>
    apply(layers.dense({ name, units, useBias: bias, kernelInitializer: 'glorotUniform' }), x!),
  add: (layers, name, _layer, inputs) => apply(layers.add({ name }), inputs),
  scale(layers, name, _layer, [x, gate]) {
    const spread = layers.reshape({ name: `${name}/gate`, targetShape: [1, 1, ...inner(gate!)] });
    return apply(layers.multiply({ name }), [x!, apply(spread, gate!)]);
  },
  concat: (layers, name, _layer, inputs) => apply(layers.concatenate({ name, axis: -1 }), inputs),
  zero: (layers, name, _layer, [x]) => apply(layers.rescaling({ name, scale: 0 }), x!),
};

/** Shape without the batch axis. */
const inner = (x: Tensor) => x.shape.slice(1) as number[];

/** A layer as tfjs' own layers. */
export const stockOf = (layer: Layer): Stock => stocks[layer.op] as Stock;
