import { type ActivationName, LEAKY_SLOPE } from '../../../network/network.ts';
import type { GraphBuilder } from '../builder.ts';
import { attr } from '../proto.ts';
import type { LayerWriter } from '../writer.ts';

/** An activation's value and the writer of its gradient. */
type Activation = (graph: GraphBuilder, x: string) => { output: string; gradient: (dy: string) => string };

/** relu6(x + 3) / 6, arXiv:1905.02244 */
const hardSigmoid: Activation = (graph, x) => {
  const shifted = graph.float('AddV2', [x, graph.scalar(3)]);
  const sixth = graph.scalar(1 / 6);
  const clipped = graph.float('Relu6', [shifted]);
  return {
    output: graph.float('Mul', [clipped, sixth]),
    gradient: (dy) => graph.float('Mul', [graph.float('Relu6Grad', [dy, clipped]), sixth]),
  };
};

const sigmoid: Activation = (graph, x) => {
  const output = graph.float('Sigmoid', [x]);
  return { output, gradient: (dy) => graph.float('SigmoidGrad', [output, dy]) };
};

const tanh: Activation = (graph, x) => {
  const output = graph.float('Tanh', [x]);
  return { output, gradient: (dy) => graph.float('TanhGrad', [output, dy]) };
};

const softplus: Activation = (graph, x) => ({
  output: graph.float('Softplus', [x]),
  gradient: (dy) => graph.float('SoftplusGrad', [dy, x]),
});

/** (1 + erf(x / sqrt(2))) / 2; its derivative is exp(-x^2 / 2) / sqrt(2 pi). */
const normalDistribution: Activation = (graph, x) => {
  const half = graph.scalar(1 / 2);
  const erf = graph.float('Erf', [graph.float('Mul', [x, graph.scalar(Math.SQRT1_2)])]);
  return {
    output: graph.float('AddV2', [graph.float('Mul', [erf, half]), half]),
    gradient(dy) {
      const exponent = graph.float('Mul', [graph.float('Square', [x]), graph.scalar(-1 / 2)]);
      const density = graph.float('Mul', [graph.float('Exp', [exponent]), graph.scalar(1 / Math.sqrt(2 * Math.PI))]);
      return graph.float('Mul', [dy, density]);
    },
  };
};

const softmax: Activation = (graph, x) => {
  const output = graph.float('Softmax', [x]);
  return {
    output,
    gradient(dy) {
      const sum = graph.reduce('Sum', graph.float('Mul', [dy, output]), [-1], true);
      return graph.float('Mul', [graph.float('Sub', [dy, sum]), output]);
    },
  };
};

/** The one function of the other's result. */
const after =
  (outer: Activation, inner: Activation): Activation =>
  (graph, x) => {
    const first = inner(graph, x);
    const second = outer(graph, first.output);
    return { output: second.output, gradient: (dy) => first.gradient(second.gradient(dy)) };
  };

/** x times a gate of x. */
const gated =
  (gate: Activation): Activation =>
  (graph, x) => {
    const { output, gradient } = gate(graph, x);
    return {
      output: graph.float('Mul', [x, output]),
      gradient(dy) {
        const through = graph.float('Mul', [dy, output]);
        return graph.float('AddV2', [through, gradient(graph.float('Mul', [dy, x]))]);
      },
    };
  };

/** TensorFlow's own operation, whose gradient takes the gradient of the output and then the output. */
const native =
  (op: 'Relu' | 'Relu6' | 'Elu' | 'Selu'): Activation =>
  (graph, x) => {
    const output = graph.float(op, [x]);
    return { output, gradient: (dy) => graph.float(`${op}Grad`, [dy, output]) };
  };

const leakyRelu: Activation = (graph, x) => {
  const slope = { alpha: attr.float(LEAKY_SLOPE) };
  return {
    output: graph.float('LeakyRelu', [x], slope),
    gradient: (dy) => graph.float('LeakyReluGrad', [dy, x], slope),
  };
};

const activations: Readonly<Record<ActivationName, Activation>> = {
  relu: native('Relu'),
  relu6: native('Relu6'),
  leakyRelu,
  elu: native('Elu'),
  selu: native('Selu'),
  swish: gated(sigmoid),
  hardSwish: gated(hardSigmoid),
  gelu: gated(normalDistribution),
  mish: gated(after(tanh, softplus)),
  softplus,
  sigmoid,
  hardSigmoid,
  tanh,
  softmax,
};

export const activation: LayerWriter<'activation'> = ({ fn }, { graph, inputs }) => {
  const { output, gradient } = activations[fn](graph, inputs[0]!.name);
  return { output, backward: (dy) => ({ inputs: [gradient(dy)] }) };
};
