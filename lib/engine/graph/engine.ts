import { elements } from '../../network/definition.ts';
import { inferenceNetwork } from '../../network/inference.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { Engine, TimedNetwork } from '../engine.ts';
import { fingerprint } from '../fingerprint.ts';
import { weightsFor } from '../state.ts';
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
    time: (...timed) => timeInference(tensorflow, ...timed),
  };
}

function timeInference(
  tensorflow: TensorFlow,
  ...[networks, rounds, onRound]: Parameters<Engine['time']>
): readonly number[] {
  const sessions: Session[] = [];
  try {
    for (const timed of networks) sessions.push(inferenceSession(tensorflow, timed));
    return timeInTurns(
      sessions.map((session) => () => session.run([], [INFERENCE])),
      rounds,
      onRound,
    );
  } finally {
    for (const session of sessions) session.close();
  }
}

/** The input is a variable: a constant would let TensorFlow fold the network away, a fed one would be timed too. */
function inferenceSession({ tf, native }: TensorFlow, timed: TimedNetwork): Session {
  const network = inferenceNetwork(timed.network);
  const graph = new GraphBuilder();
  const input = { name: 'input', shape: [1, ...network.input] };
  const variables = new Variables(graph, [...weightSpecs(network), input]);
  const variable = (name: string) => variables.get(name);
  const { outputs } = writeForward(graph, network, variable(input.name).value, { batch: 1, variable });
  graph.named(INFERENCE, 'Identity', [outputs.get(network.output)!], { T: attr.type(DataType.float) });
  const session = new Session(tf, native!, graph);
  try {
    const pixels = new Float32Array(elements(network.input)).fill(0.5);
    variables.write(session, new Map([...weightsFor(network, timed.weights), [input.name, pixels]]));
  } catch (error) {
    session.close();
    throw error;
  }
  return session;
}
