import type { RandomStream } from '../../math/random.ts';
import type { Space } from '../../space/space.ts';
import type { JsonObject } from '../../trial/trial.ts';
import type { Individual } from '../history.ts';

/** Which of all individuals, given by number, make up the population; their scores may become what selection shall heed. */
export type Survival = (individuals: readonly Individual[]) => readonly Individual[];

/** Draws a parent from a population that is not empty. */
export type Selection = (population: readonly Individual[], random: RandomStream) => Individual;

/** Makes a child from selected parents; `parent` draws one. */
export type Variation = (space: Space, parent: () => Individual, random: RandomStream) => JsonObject;
