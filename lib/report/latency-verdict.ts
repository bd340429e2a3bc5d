import { predictedMachine } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import type { Findings } from './findings.ts';
import { enumerate, given } from './format.ts';
import { type Html, html } from './html.ts';

/** What measuring the finalists has to say of the winner, where that is not simply that the limit holds. */
export function latencyVerdict(
  { winner, finalists, leaderboard }: Findings,
  { constraints }: Specification,
): Html | undefined {
  const limit = predictedMachine(constraints.latencyMs)?.bound;
  const best = winner?.final?.finalist;
  if (!limit || !best?.measured) return undefined;
  const max = given(limit.max, 'ms');
  if (best.measured.holds === 'no') {
    return html`<p class="comparison"><strong>Measured, it breaks the limit of ${max}</strong>, as every finalist does.</p>`;
  }
  const passedOver = finalists.filter(({ reward, measured }) => measured?.holds === 'no' && reward > best.reward);
  const numbers = passedOver.map(
    (finalist) => `trial ${leaderboard.find((trial) => trial.architectureId === finalist.architectureId)?.number}`,
  );
  const sentences = [
    best.measured.holds === 'unsure' && `Measured, it is too close to the limit of ${max} to tell whether it holds.`,
    numbers.length > 0 && `Better on validation, but measured to break the limit of ${max}: ${enumerate(numbers)}.`,
  ].filter((sentence) => sentence !== false);
  return sentences.length > 0 ? html`<p class="comparison">${sentences.join(' ')}</p>` : undefined;
}
