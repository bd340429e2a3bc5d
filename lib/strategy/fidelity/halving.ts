import type { RandomStream } from '../../math/random.ts';
import type { JsonObject } from '../../trial/trial.ts';
import { architectureId } from '../history.ts';
import type { Knowledge, Plan } from '../proposer.ts';
import { type BracketShape, Brackets } from './brackets.ts';

/** Where new architectures come from. */
export type Sampler = (knowledge: Knowledge, random: RandomStream) => (random: RandomStream) => JsonObject;

export const uniformSampler: Sampler =
  ({ space }) =>
  (random) =>
    space.sample(random);

/** Proposals that fill brackets of successive halving, one after the other. */
export function halving(shapes: readonly BracketShape[], sampler: Sampler): Plan {
  return (knowledge, random) => {
    const { space, finished } = knowledge;
    const brackets = new Brackets(shapes);
    for (const trial of finished) brackets.place(architectureId(space, trial.architecture), trial);
    const sample = sampler(knowledge, random);
    let placed = 0;
    return (own, pending) => {
      for (; placed < pending.length; placed++) {
        const trial = pending[placed]!;
        brackets.place(architectureId(space, trial.architecture), trial);
      }
      const next = brackets.next();
      if (!('architecture' in next)) return { architecture: sample(own), fidelity: next.fidelity };
      return { architecture: next.architecture, fidelity: next.fidelity!, again: true };
    };
  };
}
