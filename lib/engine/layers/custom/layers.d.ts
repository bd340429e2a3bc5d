import type * as tf from '@tensorflow/tfjs';

type LayerArgs = NonNullable<Parameters<typeof tf.layers.reLU>[0]>;

interface GruArgs extends LayerArgs {
  readonly units: number;
  readonly sequence: boolean;
  readonly reverse: boolean;
}

/** Registers the layers of saved models that tfjs does not have itself. */
export function registerLayers(tf: typeof import('@tensorflow/tfjs')): {
  readonly Gru: new (args: GruArgs) => tf.layers.Layer;
};
