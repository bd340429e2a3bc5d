import { median } from '../../math/statistics.ts';
import { elements } from '../../network/definition.ts';
import type { Network } from '../../network/network.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { Engine, State } from '../engine.ts';
import { fingerprint } from '../fingerprint.ts';
import type { TensorFlow } from '../tensorflow/load.ts';
import { forward } from './forward.ts';
import type { Tfjs } from './ops/forward.ts';
import { packing } from './packing.ts';
import { LayersProgram } from './program.ts';
import { checkState } from './state.ts';

/** Runs before the clock counts: caches are filled and code is compiled. */
const WARM_UP = 10;

/** Networks as tfjs operations, on whatever backend tfjs has. */
export function layersEngine({ tf, ...backend }: TensorFlow): Engine {
  return {
    name: 'layers',
    fingerprint: fingerprint('layers', backend),
    compile: (options) => new LayersProgram(tf, options),
    time: (network, weights, repeats) => timeInference(tf, network, weights, repeats),
  };
}

function timeInference(tf: Tfjs, network: Network, state: State, repeats: number): number {
  const specs = weightSpecs(network);
  checkState(state, new Map(specs.map(({ name, shape }) => [name, elements(shape)])));
  const all = packing(specs);
  return tf.tidy(() => {
    const weights = new Map(all.split(tf, tf.tensor1d(all.pack(state))));
    const image = tf.fill([1, ...network.input], 0.5);
    const infer = () => tf.tidy(() => forward(tf, network, image, { training: false, weights }).dataSync());
    for (let i = 0; i < WARM_UP; i++) infer();
    return median(
      Array.from({ length: repeats }, () => {
        const begun = performance.now();
        infer();
        return performance.now() - begun;
      }),
    );
  });
}
