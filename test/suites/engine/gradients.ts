import { expect } from 'vitest';
import type { CompileOptions, Engine, Program, State } from '../../../lib/engine/engine.ts';
import { randomStream } from '../../../lib/math/random.ts';
import type { Network } from '../../../lib/network/network.ts';
import { weightSpecs } from '../../../lib/network/weights.ts';
import { plain, toyExamples, trainer, using } from './fixtures.ts';

/** Length of a step along a direction of length 1. Longer ones cross the kinks of ReLU and max pooling. */
const STEP = 2 ** -8;

/**
 * Of a difference quotient, and of the gradient's length. A loss is a float32 between 1 and 8, known to 5e-7, and so a
 * quotient to 1e-4; curvature and kinks grow with the gradient. Measured: 3e-4 and 0.004.
 */
const TOLERANCE = { absolute: 5e-4, relative: 0.01 };

/** A power of two: w' = w - rate g then loses least of g in rounding. */
const RATE = 2 ** 6;

/**
 * The program's own gradient, taken from one step of plain gradient descent, against central differences of the
 * program's own loss: for each weight along the gradient and along a random direction.
 */
export function expectGradients(
  engine: Engine,
  network: Network,
  {
    recipe = plain,
    train = toyExamples({ input: network.input, count: plain.batchSize }),
    ...options
  }: Partial<Pick<CompileOptions, 'recipe' | 'train' | 'task' | 'teacher'>> = {},
): void {
  using(trainer(engine, network, recipe, { train, ...options }), ({ program }) => {
    const probe = lossAt(program);
    const start = program.readState();
    for (const [name, gradient] of gradients(program, network)) {
      for (const [along, direction] of directions(name, gradient)) {
        const difference = probe(moved(start, name, direction, STEP)) - probe(moved(start, name, direction, -STEP));
        const expected = dot(gradient, direction);
        const allowed = TOLERANCE.absolute + TOLERANCE.relative * norm(gradient);
        const error = Math.abs(difference / (2 * STEP) - expected);
        expect(error, `${name}, ${along}: ${difference / (2 * STEP)} against ${expected}`).toBeLessThan(allowed);
      }
    }
  });
}

const BATCH = Int32Array.from({ length: plain.batchSize }, (_, i) => i);

/** Training loss at a state; a rate of 0 moves no weight. */
const lossAt = (program: Program) => (state: State) => {
  program.writeState(state);
  return program.step(BATCH, 0, 0).loss;
};

function gradients(program: Program, network: Network): [string, Float32Array][] {
  const before = program.readState();
  program.step(BATCH, 0, RATE);
  const after = program.readState();
  program.writeState(before);
  return weightSpecs(network)
    .filter(({ trainable }) => trainable)
    .map(({ name }) => [name, after.get(name)!.map((value, i) => (before.get(name)![i]! - value) / RATE)]);
}

function directions(name: string, gradient: Float32Array): (readonly [string, Float64Array])[] {
  const random = randomStream(3, name);
  return [
    ['along the gradient', unit(gradient)],
    ['along a random direction', unit(gradient.map(() => random.normal()))],
  ];
}

const moved = (state: State, name: string, direction: Float64Array, step: number): State =>
  new Map(state).set(
    name,
    state.get(name)!.map((value, i) => value + step * direction[i]!),
  );

const norm = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector));
const dot = (a: Float32Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const unit = (vector: Float32Array) => {
  const length = norm(vector);
  return Float64Array.from(vector, (value) => (length === 0 ? 0 : value / length));
};
