/**
 * The layers of models by spotnas that TensorFlow.js does not have itself. Register them before the model is loaded:
 *
 *   import { registerLayers } from './layers.js';
 *   registerLayers(tf);
 *   const model = await tf.loadLayersModel('model.json');
 */
export function registerLayers(tf) {
  /**
   * Gated recurrent unit that resets after the product (Keras' `reset_after`). Inputs are the sequence
   * `[batch, length, channels]` and its mask `[batch, length]`, 1 or 0; at a 0 the state stays as it is.
   */
  class Gru extends tf.layers.Layer {
    static className = 'SpotnasGru';

    constructor({ units, sequence, reverse, ...config }) {
      super(config);
      Object.assign(this, { units, sequence, reverse });
    }

    build([[, , channels]]) {
      const add = (name, shape) => this.addWeight(name, shape, 'float32', tf.initializers.zeros());
      this.kernel = add('kernel', [channels, 3 * this.units]);
      this.recurrentKernel = add('recurrent_kernel', [this.units, 3 * this.units]);
      this.bias = add('bias', [2, 3 * this.units]);
      this.built = true;
    }

    computeOutputShape([[batch, length]]) {
      return this.sequence ? [batch, length, this.units] : [batch, this.units];
    }

    getConfig() {
      const { units, sequence, reverse } = this;
      return { ...super.getConfig(), units, sequence, reverse };
    }

    call([x, mask]) {
      return tf.tidy(() => {
        const [batch, length, channels] = x.shape;
        const [inputBias, recurrentBias] = tf.unstack(this.bias.read());
        const projected = tf.add(tf.matMul(tf.reshape(x, [-1, channels]), this.kernel.read()), inputBias);
        const inputs = tf.unstack(tf.reshape(projected, [batch, length, 3 * this.units]), 1);
        const tokens = tf.unstack(tf.cast(tf.tile(tf.expandDims(mask, 2), [1, 1, this.units]), 'bool'), 1);
        let h = tf.zeros([batch, this.units]);
        const outputs = [];
        for (let step = 0; step < length; step++) {
          const at = this.reverse ? length - 1 - step : step;
          const recurrent = tf.add(tf.matMul(h, this.recurrentKernel.read()), recurrentBias);
          h = tf.where(tokens[at], this.step(inputs[at], recurrent, h), h);
          outputs[at] = h;
        }
        return this.sequence ? tf.stack(outputs, 1) : h;
      });
    }

    step(input, recurrent, h) {
      const [xz, xr, x] = tf.split(input, 3, 1);
      const [yz, yr, y] = tf.split(recurrent, 3, 1);
      const z = tf.sigmoid(tf.add(xz, yz));
      const g = tf.tanh(tf.add(x, tf.mul(tf.sigmoid(tf.add(xr, yr)), y)));
      return tf.add(g, tf.mul(z, tf.sub(h, g)));
    }
  }

  tf.serialization.registerClass(Gru);
  return { Gru };
}
