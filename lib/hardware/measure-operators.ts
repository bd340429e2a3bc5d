import { elements } from '../network/definition.ts';
import type { Network, Shape } from '../network/network.ts';
import { chain, copiesOf } from './microbenchmark.ts';
import { type Operator, operatorsOf } from './operators.ts';
import { fitRegressions, type MeasuredOperator, predict } from './regression.ts';

/** Copies of an operator in one network: enough to time operators that take microseconds. */
const COPIES = 8;

/** Shapes at which the cost of the microbenchmarks' own layers is measured; between them it is interpolated. */
const REFERENCE_SHAPES = 6;

/** Networks to time, and what their times say of the operators. */
export interface OperatorBenchmark {
  readonly networks: readonly Network[];
  /** Milliseconds of each operator. @param ms of each network, in order */
  read(ms: readonly number[]): readonly (MeasuredOperator & { operator: Operator })[];
}

/**
 * Measures operators: the time of a network with several copies, less that of everything else in it, which a scaffold of
 * other networks gives.
 */
export function operatorBenchmark(operators: readonly Operator[]): OperatorBenchmark {
  const shapes = referenceShapes(operators);
  const scaffolds = shapes.flatMap((shape) => [chain(shape, 1), chain(shape, 1 + 2 * COPIES), sumsOf(shape)]);
  const copies = operators.map((operator) => copiesOf(operator, COPIES));
  return {
    networks: [...scaffolds, ...copies],
    read(ms) {
      const scaffold = readScaffold(shapes, ms);
      return operators.map((operator, i) => {
        const parts = operatorsOf(copies[i]!);
        const others = parts.filter(({ signature }) => signature !== operator.signature);
        const [source] = parts.filter(({ type }) => type === 'activation');
        const rest = scaffold.overhead(source!) + others.reduce((sum, other) => sum + scaffold.ms(other), 0);
        const time = ms[scaffolds.length + i]!;
        return { operator, ms: Math.max(0, (time - rest) / (parts.length - others.length)) };
      });
    },
  };
}

/** Cost of what a microbenchmark holds besides the operator: the call itself, and the activations and sums around the copies. */
interface Scaffold {
  overhead(input: Operator): number;
  ms(operator: Operator): number;
}

/** @param ms three for each shape: of a short chain, a long one, and sums */
function readScaffold(shapes: readonly Shape[], ms: readonly number[]): Scaffold {
  const measured = shapes.flatMap((shape, i): readonly MeasuredOperator[] => {
    const [once, long, sums] = ms.slice(3 * i) as [number, number, number];
    const relu = Math.max(0, (long - once) / (2 * COPIES));
    const add = Math.max(0, (sums - once - relu * (2 * COPIES - 1)) / (COPIES - 1));
    const [source, sum] = [operatorsOf(chain(shape, 1))[0]!, operatorsOf(sumsOf(shape)).at(-1)!];
    return [
      { operator: source, ms: relu },
      { operator: sum, ms: add },
      { operator: { ...source, type: 'call' }, ms: Math.max(0, once - relu) },
    ];
  });
  const regressions = fitRegressions(measured);
  return {
    overhead: (input) => predict(regressions.call!, input),
    ms: (operator) => (regressions[operator.type] ? predict(regressions[operator.type]!, operator) : 0),
  };
}

const sumsOf = (shape: Shape): Network =>
  copiesOf({ layers: [{ op: 'activation', fn: 'relu' }], inputs: [shape] }, COPIES);

/** Inputs and outputs from the smallest to the largest, spread evenly. */
function referenceShapes(operators: readonly Operator[]): readonly Shape[] {
  const shapes = new Map(
    operators.flatMap(({ inputs, output }) => [inputs[0]!, output]).map((shape) => [shape.join(), shape]),
  );
  const sorted = [...shapes.values()].sort((a, b) => elements(a) - elements(b));
  const spread = Array.from({ length: REFERENCE_SHAPES }, (_, i) => (i * (sorted.length - 1)) / (REFERENCE_SHAPES - 1));
  return [...new Set(spread.map(Math.round))].map((index) => sorted[index]!);
}
