import type { ActivationName } from '../../../network/network.ts';
import type { GraphBuilder } from '../builder.ts';
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

const rectifier =
  (op: 'Relu' | 'Relu6'): Activation =>
  (graph, x) => {
    const output = graph.float(op, [x]);
    return { output, gradient: (dy) => graph.float(`${op}Grad`, [dy, output]) };
  };

const activations: Readonly<Record<ActivationName, Activation>> = {
  relu: rectifier('Relu'),
  relu6: rectifier('Relu6'),
  sigmoid,
  hardSigmoid,
  swish: gated(sigmoid),
  hardSwish: gated(hardSigmoid),
};

export const activation: LayerWriter<'activation'> = ({ fn }, { graph, inputs }) => {
  const { output, gradient } = activations[fn](graph, inputs[0]!.name);
  return { output, backward: (dy) => ({ inputs: [gradient(dy)] }) };
};
