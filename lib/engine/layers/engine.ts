import { elements } from '../../network/definition.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { Engine, TimedNetwork } from '../engine.ts';
import { fingerprint } from '../fingerprint.ts';
import type { TensorFlow } from '../tensorflow/load.ts';
import { timeInTurns } from '../timing.ts';
import { forward } from './forward.ts';
import type { Tfjs } from './ops/forward.ts';
import { packing } from './packing.ts';
import { LayersProgram } from './program.ts';
import { checkState } from './state.ts';
import { valuesOf } from './values.ts';

/** Networks as tfjs operations, on whatever backend tfjs has. */
export function layersEngine({ tf, ...backend }: TensorFlow): Engine {
  return {
    name: 'layers',
    fingerprint: fingerprint('layers', backend),
    compile: (options) => new LayersProgram(tf, options),
    time: (networks, rounds) => timeInference(tf, networks, rounds),
  };
}

function timeInference(tf: Tfjs, networks: readonly TimedNetwork[], rounds: number): readonly number[] {
  let times: readonly number[] = [];
  tf.tidy(() => {
    const runs = networks.map((timed) => inference(tf, timed));
    times = timeInTurns(runs, rounds);
  });
  return times;
}

/** Call inside `tf.tidy`: the weights are left to it. */
function inference(tf: Tfjs, { network, weights: state }: TimedNetwork): () => void {
  const specs = weightSpecs(network);
  checkState(state, new Map(specs.map(({ name, shape }) => [name, elements(shape)])));
  const all = packing(specs);
  const weights = new Map(all.split(tf, tf.tensor1d(all.pack(state))));
  const image = tf.fill([1, ...network.input], 0.5);
  return () => void valuesOf(tf, () => forward(tf, network, image, { training: false, weights }));
}
