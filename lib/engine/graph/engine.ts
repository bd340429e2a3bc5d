import { median } from '../../math/statistics.ts';
import type { Network } from '../../network/network.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { Engine, State } from '../engine.ts';
import { fingerprint } from '../fingerprint.ts';
import type { TensorFlow } from '../tensorflow/load.ts';
import { GraphBuilder } from './builder.ts';
import { writeForward } from './passes.ts';
import { GraphProgram } from './program.ts';
import { attr, DataType } from './proto.ts';
import { Session } from './session.ts';
import { Variables } from './variables.ts';

/** Runs before the clock counts: kernels are chosen and caches filled. */
const WARM_UP = 10;

/** Networks as TensorFlow graphs. @throws Error without native TensorFlow. */
export function graphEngine(tensorflow: TensorFlow): Engine {
  if (!tensorflow.native) throw new Error(`the graph engine needs native TensorFlow: ${tensorflow.reason}`);
  return {
    name: 'graph',
    fingerprint: fingerprint('graph', tensorflow),
    compile: (options) => new GraphProgram(tensorflow, options),
    time: (network, weights, repeats) => timeInference(tensorflow, network, weights, repeats),
  };
}

/** The input is a variable: a constant would let TensorFlow fold the network away, a fed one would be timed too. */
function timeInference({ tf, native }: TensorFlow, network: Network, weights: State, repeats: number): number {
  const graph = new GraphBuilder();
  const variables = new Variables(graph);
  for (const { name, shape } of weightSpecs(network)) variables.declare(name, shape);
  const input = variables.declare('input', [1, ...network.input]);
  variables.declareRestore();
  const { logits } = writeForward(graph, network, input.value, variables, { batch: 1, training: false });
  graph.named('inference', 'Identity', [logits], { T: attr.type(DataType.float) });
  const session = new Session(tf, native!, graph);
  try {
    const pixels = new Float32Array(network.input.reduce((product, size) => product * size, 1)).fill(0.5);
    variables.write(session, new Map([...weights, ['input', pixels]]));
    for (let i = 0; i < WARM_UP; i++) session.run([], ['inference']);
    return median(
      Array.from({ length: repeats }, () => {
        const begun = performance.now();
        session.run([], ['inference']);
        return performance.now() - begun;
      }),
    );
  } finally {
    session.close();
  }
}
