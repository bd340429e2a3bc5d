import { normalScores } from '../../math/normal-scores.ts';
import type { RandomStream } from '../../math/random.ts';
import type { Plan } from '../proposer.ts';
import { Controller } from './lstm.ts';

/** A trial that a controller learns from. */
export interface Lesson {
  readonly choices: readonly number[];
  /** How much better it was than could be expected; of about unit deviation. */
  readonly advantage: number;
}

/** Trains a controller on lessons, from the first to the last. */
export type Learn = (controller: Controller, lessons: readonly Lesson[], random: RandomStream) => void;

/** Latest trials that a controller learns from: what bounds the time of a step. */
const MOST_LESSONS = 250;
/** Of the moving average of rewards that a reward is measured against. */
const DECAY = 0.9;

/**
 * Proposals of a controller that begins anew for each step and learns from the trials in their order: the state is a
 * function of what is known, and nothing else has to be kept. Rewards are normal scores, so that their scale means nothing.
 */
export function controlled(seeded: () => RandomStream, learn: Learn): Plan {
  return ({ space, complete }, random) => {
    const controller = new Controller(space.decisions, seeded());
    const latest = complete.slice(-MOST_LESSONS);
    const rewards = normalScores(latest.map(({ score }) => score));
    let baseline: number | undefined;
    const lessons = latest.map(({ architecture }, i) => {
      const advantage = rewards[i]! - (baseline ?? rewards[i]!);
      baseline = DECAY * (baseline ?? rewards[i]!) + (1 - DECAY) * rewards[i]!;
      return { choices: space.toChoices(architecture), advantage };
    });
    learn(controller, lessons, random);
    return (own) => ({ architecture: space.fromChoices(controller.draw(own)) });
  };
}
