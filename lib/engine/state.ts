import { elements } from '../network/definition.ts';
import type { Network, Shape } from '../network/network.ts';
import { weightSpecs } from '../network/weights.ts';
import type { EngineRecipe, State } from './engine.ts';

/** One entry of a program's state. */
export interface StateEntry {
  readonly name: string;
  readonly shape: Shape;
  /** What it is when training starts: a given weight, zeros, or a copy of a given weight. */
  readonly start: 'given' | 'zeros' | { readonly copyOf: string };
}

/** Optimiser steps taken. */
export const STEP = 'step';
/** Moving average of a weight. */
export const averageOf = (weight: string): string => `ema/${weight}`;
export const slotOf = (slot: string, weight: string): string => `${slot}/${weight}`;

/** Names of an optimiser's slots, each of a weight's shape. */
export const slotsOf = (optimiser: EngineRecipe['optimiser']): readonly string[] =>
  optimiser === 'sgd' ? ['momentum'] : ['m', 'v'];

/** All that training a network by a recipe changes: weights and moving statistics, slots, averages, the count of steps. */
export function stateEntries(network: Network, { optimiser, ema }: EngineRecipe): readonly StateEntry[] {
  const weights = weightSpecs(network);
  const trainable = weights.filter((weight) => weight.trainable);
  const slots = slotsOf(optimiser).flatMap((slot) =>
    trainable.map(({ name, shape }): StateEntry => ({ name: slotOf(slot, name), shape, start: 'zeros' })),
  );
  const averages = trainable.map(
    ({ name, shape }): StateEntry => ({ name: averageOf(name), shape, start: { copyOf: name } }),
  );
  return [
    ...weights.map(({ name, shape }): StateEntry => ({ name, shape, start: 'given' })),
    ...slots,
    ...(ema > 0 ? averages : []),
    ...(optimiser === 'adamw' || ema > 0 ? [{ name: STEP, shape: [1], start: 'zeros' } as const] : []),
  ];
}

/** The state that training starts from. @throws Error naming a weight that is missing, unknown or of the wrong size. */
export function initialState(entries: readonly StateEntry[], weights: State): State {
  checkState(
    weights,
    entries.filter(({ start }) => start === 'given'),
  );
  return new Map(
    entries.map(({ name, shape, start }) => {
      if (start === 'zeros') return [name, new Float32Array(elements(shape))];
      return [name, weights.get(start === 'given' ? name : start.copyOf)!];
    }),
  );
}

/**
 * Checks that a state has exactly the entries expected, by name and length.
 * @param field names the state in messages
 * @throws Error naming an entry that is missing, unknown or of the wrong size.
 */
export function checkState(
  state: State,
  entries: readonly Pick<StateEntry, 'name' | 'shape'>[],
  field = 'state',
): void {
  for (const { name, shape } of entries) {
    const [got, size] = [state.get(name)?.length, elements(shape)];
    if (got !== size) throw new Error(`${field} ${name}: got ${got ?? 'nothing'}; allowed: ${size} numbers`);
  }
  const known = new Set(entries.map(({ name }) => name));
  const unknown = [...state.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`${field} ${unknown}: the network has no such weight`);
}

/** Decay of the averages at a step, from 1: short trainings average less (tf.train.ExponentialMovingAverage). */
export const averageDecay = (ema: number, step: number): number => Math.min(ema, (1 + step) / (10 + step));

/** The weights of a network among others. @throws Error naming one that is missing or of the wrong size. */
export function weightsFor(network: Network, weights: State, field = 'weights'): State {
  const specs = weightSpecs(network);
  const chosen = new Map(specs.flatMap(({ name }) => (weights.has(name) ? [[name, weights.get(name)!] as const] : [])));
  checkState(chosen, specs, field);
  return chosen;
}
