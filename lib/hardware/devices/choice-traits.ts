import type { Traits } from '../transfer/features.ts';

/** What choices alone say of an architecture. */
export type ChoiceTraits = Omit<Traits, 'references'>;

/**
 * Choices one-hot, and how often each is made, where it means the same in every decision.
 * @param choices the index of a choice for each decision
 * @param decisions how many choices each has
 */
export function choiceTraits(choices: readonly number[], decisions: readonly number[]): ChoiceTraits {
  const most = Math.max(...decisions);
  const alike = decisions.every((count) => count === most);
  return {
    decisions: choices.flatMap((choice, i) => Array.from({ length: decisions[i]! }, (_, k) => (k === choice ? 1 : 0))),
    counts: alike ? Array.from({ length: most }, (_, k) => choices.filter((choice) => choice === k).length) : [],
  };
}
