import type { NetworkBuilder } from '../../network/builder.ts';
import type { Network } from '../../network/network.ts';
import type { Task } from '../../trial/task.ts';
import type { InputKind, Problem } from '../space.ts';

/** What a decision may be. */
export type Choice = string | number | boolean;

/** Decisions by name, each with two choices or more; some may be fixed to one. */
export type Decisions = Readonly<Record<string, readonly Choice[]>>;

/** What a network is built of. */
export interface Build<D extends Decisions> {
  /** A choice for each decision. Which of them are read says which of them matter. */
  readonly choices: { readonly [K in keyof D]: D[K][number] };
  readonly problem: Problem;
  /** Numbers that the network must give: a logit for each class, or one for a regression. */
  readonly outputs: number;
  /** Begins with the node `input`, of the problem's shape. */
  readonly net: NetworkBuilder;
}

/** A search space that a person writes in TypeScript: decisions, and the network that they make. */
export interface SpaceModule<D extends Decisions = Decisions> {
  /** What the networks take; images where left out. */
  readonly takes?: InputKind;
  /** What the networks can learn; classification and regression where left out. */
  readonly tasks?: readonly Task[];
  /** The least input that every network fits; one pixel, token or number where left out. */
  readonly leastInput?: Pick<Problem, 'input' | 'vocabulary'>;
  readonly decisions: D;
  /** Must read the same choices whatever the problem, and give the same network for the same. */
  network(build: Build<D>): Network;
  /** One line for a person; all choices that matter where left out. */
  describe?(choices: Partial<Build<D>['choices']>): string;
}

/** Gives the choices their types; a module exports what it returns as its default. */
export const spaceModule = <const D extends Decisions>(module: SpaceModule<D>): SpaceModule<D> => module;
