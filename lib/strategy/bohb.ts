import { z } from 'zod';
import { defineStrategy } from './definition.ts';
import { halving, type Sampler } from './fidelity/halving.ts';
import { fidelityOptions } from './fidelity/options.ts';
import { hyperbandShapes } from './fidelity/shapes.ts';
import { likely } from './operators/likely.ts';
import { proposer } from './proposer.ts';

/** Of drawing like the good trials. */
const LIKELY = { good: 0.15, candidates: 24 };
/** Trials of a fidelity that a model needs, beyond one a decision. */
const SPARE = 2;

/**
 * BOHB (Falkner et al. 2018, arXiv:1807.01774): Hyperband whose new architectures are drawn by a tree-structured Parzen
 * estimator of the highest fidelity that has trials enough, and now and then at random.
 */
export const bohb = defineStrategy({
  name: 'bohb',
  summary: 'Hyperband whose architectures are drawn like the good ones so far.',
  severalFidelities: true,
  options: z.strictObject({
    ...fidelityOptions,
    random: z.number().min(0).max(1).default(0.3).describe('Share of new architectures that are drawn at random.'),
  }),
  create: (context, { fidelities, selectivity, random }) =>
    proposer('bohb', context, halving(hyperbandShapes(fidelities, selectivity), modelled(fidelities, random))),
});

function modelled(fidelities: readonly number[], randomShare: number): Sampler {
  return (knowledge, random) => {
    const { space, complete } = knowledge;
    const known = fidelities
      .map((fidelity) => complete.filter((trial) => (trial.fidelity ?? 1) === fidelity))
      .findLast(({ length }) => length >= space.decisions.length + SPARE);
    if (!known) return (own) => space.sample(own);
    const draw = likely(knowledge, known, LIKELY, random);
    return (own) => (own.uniform() < randomShare ? space.sample(own) : draw(own));
  };
}
