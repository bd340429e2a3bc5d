import type { Specification } from '../spec/specification.ts';
import { validationScore } from '../trial/score.ts';
import { SCORE_WORDS } from '../trial/task.ts';
import type { Trial } from '../trial/trial.ts';
import { scoreDomain } from './domains.ts';
import type { Findings } from './findings.ts';
import { percent } from './format.ts';
import { type Axis, VERTICAL } from './frame.ts';
import { linearScale } from './scales.ts';

/** What a plot of trials is made from. */
export interface PlotInput {
  readonly findings: Findings;
  readonly spec: Specification;
  describe(trial: Trial): string;
}

/** The vertical axis that all plots of a report share, so that heights compare. */
export function scoreAxis({ findings: { complete, retrained }, spec }: Omit<PlotInput, 'describe'>): Axis {
  const finals = retrained.filter(({ state }) => state === 'complete');
  const scale = linearScale(scoreDomain([...complete, ...finals].map(validationScore)), VERTICAL, 6);
  const digits = Math.max(0, scale.ticks.digits - 2);
  return { scale, label: `validation ${SCORE_WORDS[spec.objective]}`, format: (value) => percent(value, digits) };
}
