import { DataType } from '../../proto.ts';
import { joined, split } from '../../regions.ts';
import type { Cell } from './cell.ts';

/**
 * With z and r the sigmoid of the first two gates, and x and y the shares of the third that come from the input and from
 * the output before: g = tanh(x + r y) and h' = z h + (1 - z) g.
 *
 * Backwards: with G = (1 - z) (1 - g^2), the gates get dh' times (h - g) z (1 - z), G y r (1 - r) and, for x, G, for y,
 * G r; and dh = dh' z, beside what flows through the gates.
 */
export const gru: Cell = {
  gates: 3,
  states: 1,
  recurrentBias: true,
  step(graph, loop, { input, recurrent }, [h]) {
    const axis = loop.constant(graph.int(1), DataType.int32);
    const [xz, xr, x] = split(graph, input, axis, 3);
    const [yz, yr, y] = split(graph, recurrent, axis, 3);
    const z = graph.float('Sigmoid', [graph.float('AddV2', [xz!, yz!])]);
    const r = graph.float('Sigmoid', [graph.float('AddV2', [xr!, yr!])]);
    const g = graph.float('Tanh', [graph.float('AddV2', [x!, graph.float('Mul', [r, y!])])]);
    const kept = graph.float('Mul', [z, graph.float('Sub', [h!, g])]);
    return { state: [graph.float('AddV2', [g, kept])], saved: [z, r, g, y!] };
  },
  backward(graph, [z, r, g, y], [h], masked) {
    const last = graph.int(2);
    const toUpdate = graph.float('SigmoidGrad', [z!, graph.float('Sub', [h!, g!])]);
    const toCandidate = graph.float('TanhGrad', [g!, graph.float('Sub', [graph.scalar(1), z!])]);
    const toReset = graph.float('SigmoidGrad', [r!, graph.float('Mul', [toCandidate, y!])]);
    const factors = (third: string) => masked(joined(graph, [toUpdate, toReset, third], last));
    const toInput = factors(toCandidate);
    const toRecurrent = factors(graph.float('Mul', [toCandidate, r!]));
    const spread = (gradient: string, axis: string, factors: string) =>
      graph.float('Mul', [joined(graph, [gradient, gradient, gradient], axis), factors]);
    return {
      factors: [toRecurrent, z!],
      step(loop, [toRecurrent, z], [dh], toOutput) {
        const axis = loop.constant(graph.int(1), DataType.int32);
        const through = toOutput(spread(dh!, axis, toRecurrent!));
        return { gradients: [graph.float('AddV2', [graph.float('Mul', [dh!, z!]), through])], saved: dh! };
      },
      shares: (dh) => ({ input: spread(dh, last, toInput), recurrent: spread(dh, last, toRecurrent) }),
    };
  },
};
