import { inferenceNetwork } from '../../network/inference.ts';
import type { Engine, TimedNetwork } from '../engine.ts';
import { fingerprint } from '../fingerprint.ts';
import { weightsFor } from '../state.ts';
import type { TensorFlow } from '../tensorflow/load.ts';
import { timeInTurns } from '../timing.ts';
import { forward } from './forward.ts';
import type { Tfjs } from './ops/forward.ts';
import { tensorsOf } from './packing.ts';
import { LayersProgram } from './program.ts';
import { valuesOf } from './values.ts';

/** Networks as tfjs operations, on whatever backend tfjs has. */
export function layersEngine({ tf, ...backend }: TensorFlow): Engine {
  return {
    name: 'layers',
    fingerprint: fingerprint('layers', backend),
    compile: (options) => new LayersProgram(tf, options),
    time: (...timed) => timeInference(tf, ...timed),
  };
}

function timeInference(tf: Tfjs, ...[networks, rounds, onRound]: Parameters<Engine['time']>): readonly number[] {
  let times: readonly number[] = [];
  tf.tidy(() => {
    const runs = networks.map((timed) => inference(tf, timed));
    times = timeInTurns(runs, rounds, onRound);
  });
  return times;
}

/** Call inside `tf.tidy`: the weights are left to it. */
function inference(tf: Tfjs, timed: TimedNetwork): () => void {
  const network = inferenceNetwork(timed.network);
  const weights = tensorsOf(tf, network, weightsFor(network, timed.weights))();
  const image = tf.fill([1, ...network.input], 0.5);
  return () => void valuesOf(tf, () => forward(tf, network, image, { weights }).get(network.output)!);
}
