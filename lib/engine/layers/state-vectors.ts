import { weightSpecs } from '../../network/weights.ts';
import type { CompileOptions, State } from '../engine.ts';
import { averageOf, checkState, initialState, STEP, type StateEntry, slotOf, slotsOf, stateEntries } from '../state.ts';
import type { Moved } from './optimiser.ts';
import { type Packing, packing } from './packing.ts';

/** All that training changes, as plain vectors. */
export class StateVectors implements Moved {
  readonly trainable: Packing;
  readonly moving: Packing;
  weights!: Float32Array;
  /** Moving statistics. */
  statistics!: Float32Array;
  slots!: readonly Float32Array[];
  average: Float32Array | undefined;
  steps!: number;
  readonly #entries: readonly StateEntry[];
  readonly #slots: readonly string[];

  /** @throws Error naming a weight that is missing, unknown or of the wrong size. */
  constructor({ network, recipe, weights }: Pick<CompileOptions, 'network' | 'recipe' | 'weights'>) {
    const specs = weightSpecs(network);
    this.trainable = packing(specs.filter((spec) => spec.trainable));
    this.moving = packing(specs.filter((spec) => !spec.trainable));
    this.#entries = stateEntries(network, recipe);
    this.#slots = slotsOf(recipe.optimiser);
    this.write(initialState(this.#entries, weights));
  }

  read(): State {
    const values = new Map([
      ...this.trainable.unpack(this.weights),
      ...this.moving.unpack(this.statistics),
      ...this.slots.flatMap((vector, i) => this.trainable.unpack(vector, slotOf(this.#slots[i]!, ''))),
      ...(this.average ? this.trainable.unpack(this.average, averageOf('')) : []),
      [STEP, Float32Array.of(this.steps)] as const,
    ]);
    return new Map(this.#entries.map(({ name }) => [name, values.get(name)!]));
  }

  /** @throws Error naming an entry that is missing, unknown or of the wrong size. */
  write(state: State): void {
    checkState(state, this.#entries);
    this.weights = this.trainable.pack(state);
    this.statistics = this.moving.pack(state);
    this.slots = this.#slots.map((slot) => this.trainable.pack(state, slotOf(slot, '')));
    const isAveraged = this.#entries.some(({ start }) => typeof start === 'object');
    this.average = isAveraged ? this.trainable.pack(state, averageOf('')) : undefined;
    this.steps = state.get(STEP)?.[0] ?? 0;
  }
}
