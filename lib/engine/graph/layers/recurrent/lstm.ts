import { DataType } from '../../proto.ts';
import { joined, split } from '../../regions.ts';
import type { Cell } from './cell.ts';

/**
 * With i, f, o the sigmoid and g the tanh of the gates, c' = f c + i g and h' = o tanh(c').
 *
 * Backwards: dc' is completed by dh' o (1 - tanh(c')^2); the gates get [dc', dc', dc', dh'] times
 * [g i (1 - i), c f (1 - f), i (1 - g^2), tanh(c') o (1 - o)]; and dc = dc' f. The factors do not depend on gradients.
 */
export const lstm: Cell = {
  gates: 4,
  states: 2,
  recurrentBias: false,
  step(graph, loop, { input, recurrent }, [, c]) {
    const axis = loop.constant(graph.int(1), DataType.int32);
    const gates = split(graph, graph.float('AddV2', [input, recurrent]), axis, 4);
    const [i, f, g, o] = gates.map((gate, k) => graph.float(k === 2 ? 'Tanh' : 'Sigmoid', [gate]));
    const next = graph.float('AddV2', [graph.float('Mul', [f!, c!]), graph.float('Mul', [i!, g!])]);
    const shown = graph.float('Tanh', [next]);
    return { state: [graph.float('Mul', [o!, shown]), next], saved: [i!, f!, g!, o!, shown] };
  },
  backward(graph, [i, f, g, o, shown], [, c], masked) {
    const toGates = [
      graph.float('SigmoidGrad', [i!, g!]),
      graph.float('SigmoidGrad', [f!, c!]),
      graph.float('TanhGrad', [g!, i!]),
      graph.float('SigmoidGrad', [o!, shown!]),
    ];
    const toCell = graph.float('TanhGrad', [shown!, o!]);
    return {
      factors: [masked(joined(graph, toGates, graph.int(2))), toCell, f!],
      step(loop, [toGates, toCell, f], [dh, dc], toOutput) {
        const axis = loop.constant(graph.int(1), DataType.int32);
        const cell = graph.float('AddV2', [dc!, graph.float('Mul', [dh!, toCell!])]);
        const gates = graph.float('Mul', [joined(graph, [cell, cell, cell, dh!], axis), toGates!]);
        return { gradients: [toOutput(gates), graph.float('Mul', [cell, f!])], saved: gates };
      },
      shares: (gates) => ({ input: gates, recurrent: gates }),
    };
  },
};
