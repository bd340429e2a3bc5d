import type { GraphBuilder } from './builder.ts';
import { attr, DataType } from './proto.ts';

/** StatelessRandomUniformV2's name for Philox. */
const PHILOX = 1;

/**
 * The random numbers of a step: a function of the seed it is fed and of the place that draws, so that a step repeats
 * exactly. Places are numbered in the order they are written; `layers/random.ts` draws the same numbers.
 */
export class StepRandom {
  readonly #graph: GraphBuilder;
  readonly #seed: string;
  #key: string | undefined;
  #draws = 0;

  /** @param seed tensor of the step's seed, an int32 scalar from 0 */
  constructor(graph: GraphBuilder, seed: string) {
    this.#graph = graph;
    this.#seed = seed;
  }

  /**
   * Writes a float tensor, uniform in [0, 1); every call draws other numbers. `shape` has the batch axis.
   * https://www.tensorflow.org/api_docs/python/tf/raw_ops/StatelessRandomUniformV2
   */
  uniform(shape: readonly number[]): string {
    const graph = this.#graph;
    this.#key ??= graph.reshape(graph.cast(this.#seed, DataType.int32, DataType.uint64), [1], DataType.uint64);
    const counter = graph.longs([0, this.#draws++]);
    return graph.op('StatelessRandomUniformV2', [graph.ints(shape), this.#key, counter, graph.int(PHILOX)], {
      Tshape: attr.type(DataType.int32),
      dtype: attr.type(DataType.float),
    });
  }
}
