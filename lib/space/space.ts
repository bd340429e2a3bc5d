import type { RandomStream } from '../math/random.ts';
import type { Network, Shape } from '../network/network.ts';
import type { Task } from '../trial/task.ts';
import type { JsonObject } from '../trial/trial.ts';

/** What a network must take and give. */
export interface Problem {
  readonly task: Task;
  readonly input: Shape;
  /** 0 for regression. */
  readonly classes: number;
  /** Of text: how many token ids there are, padding included. Absent where the input is no text. */
  readonly vocabulary?: number;
}

/** What an input is: `[height, width, channels]`, `[tokens]` or `[features]`. */
export type InputKind = 'images' | 'tokens' | 'features';

/**
 * A search space: which architectures exist and how to move among them.
 * All methods are pure; randomness comes in as a stream. Architectures are returned in canonical form.
 */
export interface Space<A extends JsonObject = JsonObject> {
  readonly name: string;
  readonly takes: InputKind;
  /** What its networks can learn. */
  readonly tasks: readonly Task[];
  /** How many encodings the space has, isomorphic ones counted apart. */
  readonly size: bigint;
  /** The least input: networks for no other are smaller. */
  readonly leastInput: Pick<Problem, 'input' | 'vocabulary'>;
  sample(random: RandomStream): A;
  /** A random change of one decision; never returns its argument. */
  mutate(architecture: A, random: RandomStream): A;
  /** A child that takes each decision from one parent. */
  crossover(a: A, b: A, random: RandomStream): A;
  /** Every architecture one decision away. */
  neighbours(architecture: A): readonly A[];
  /** Fixed-length feature vector for surrogates. */
  encode(architecture: A): readonly number[];
  /** How many choices each decision has, in the order of a list of choices. */
  readonly decisions: readonly number[];
  /** The architecture of a list that holds the index of a choice for each decision; any such list has one. */
  fromChoices(choices: readonly number[]): A;
  /** A list that `fromChoices` makes the architecture of. */
  toChoices(architecture: A): readonly number[];
  /** One line for a person. */
  describe(architecture: A): string;
  /** The representative of all isomorphic encodings. */
  canonical(architecture: A): A;
  /** @throws Error naming the field when the value is no architecture of this space. */
  parse(value: unknown): A;
  network(architecture: A, problem: Problem): Network;
}
