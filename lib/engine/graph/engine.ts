import { elements } from '../../network/definition.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { Engine, TimedNetwork } from '../engine.ts';
import { fingerprint } from '../fingerprint.ts';
import type { TensorFlow } from '../tensorflow/load.ts';
import { timeInTurns } from '../timing.ts';
import { GraphBuilder } from './builder.ts';
import { writeForward } from './passes.ts';
import { GraphProgram } from './program.ts';
import { attr, DataType } from './proto.ts';
import { Session } from './session.ts';
import { Variables } from './variables.ts';

const INFERENCE = 'inference';

/** Networks as TensorFlow graphs. @throws Error without native TensorFlow. */
export function graphEngine(tensorflow: TensorFlow): Engine {
  if (!tensorflow.native) throw new Error(`the graph engine needs native TensorFlow: ${tensorflow.reason}`);
  return {
    name: 'graph',
    fingerprint: fingerprint('graph', tensorflow),
    compile: (options) => new GraphProgram(tensorflow, options),
    time: (networks, rounds) => timeInference(tensorflow, networks, rounds),
  };
}

function timeInference(tensorflow: TensorFlow, networks: readonly TimedNetwork[], rounds: number): readonly number[] {
  const sessions: Session[] = [];
  try {
    for (const timed of networks) sessions.push(inferenceSession(tensorflow, timed));
    return timeInTurns(
      sessions.map((session) => () => session.run([], [INFERENCE])),
      rounds,
    );
  } finally {
    for (const session of sessions) session.close();
  }
}

/** The input is a variable: a constant would let TensorFlow fold the network away, a fed one would be timed too. */
function inferenceSession({ tf, native }: TensorFlow, { network, weights }: TimedNetwork): Session {
  const graph = new GraphBuilder();
  const variables = new Variables(graph);
  for (const { name, shape } of weightSpecs(network)) variables.declare(name, shape);
  const input = variables.declare('input', [1, ...network.input]);
  variables.declareRestore();
  const { logits } = writeForward(graph, network, input.value, variables, { batch: 1, training: false });
  graph.named(INFERENCE, 'Identity', [logits], { T: attr.type(DataType.float) });
  const session = new Session(tf, native!, graph);
  try {
    const pixels = new Float32Array(elements(network.input)).fill(0.5);
    variables.write(session, new Map([...weights, ['input', pixels]]));
  } catch (error) {
    session.close();
    throw error;
  }
  return session;
}
