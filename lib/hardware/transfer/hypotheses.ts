import type { Part } from '../../math/parts.ts';
import type { Features } from './features.ts';

/**
 * Of what a device's milliseconds are a sum. Variances are what measured devices have, roughly: a few measurements correct
 * them.
 */
export type Hypothesis = Readonly<Partial<Record<keyof Features, Part>>>;

const linear = (variance: number): Part => ({ kind: 'linear', variance });

const OPERATORS = { counts: linear(0.02) };

/** It is like no reference: work by kind, by where it stands, and what neighbours do to each other. */
const ITS_OWN: Hypothesis = {
  constant: linear(0.05),
  ...OPERATORS,
  decisions: linear(0.005),
  interactions: { kind: 'local', variance: 0.01 },
};

const A_MIXTURE: Hypothesis = { constant: linear(0.05), common: linear(1), differences: linear(0.03) };

/** It is a mixture of the references, and does some kinds of work faster or slower. */
const A_MIXTURE_AND_OPERATORS: Hypothesis = { ...A_MIXTURE, ...OPERATORS };

/** Hypotheses of a new device; without references there is one. */
export const hypothesesOf = (references: number): readonly Hypothesis[] =>
  references === 0 ? [ITS_OWN] : [ITS_OWN, A_MIXTURE_AND_OPERATORS, A_MIXTURE];
