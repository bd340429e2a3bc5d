import { breaksAny } from '../pipeline/finalists.ts';
import type { Specification } from '../spec/specification.ts';
import type { Findings } from './findings.ts';
import { enumerate, given } from './format.ts';
import { type Html, html } from './html.ts';
import { shownDevices } from './shown-devices.ts';

/** What measuring the finalists has to say of the winner, where that is not simply that the limits hold. */
export function latencyVerdict({ winner, finalists, leaderboard }: Findings, spec: Specification): Html | undefined {
  const best = winner?.final?.finalist;
  if (!best) return undefined;
  const limits = shownDevices(spec).flatMap(({ device, bound, on }) => {
    const measured = best.measured[device];
    return bound && measured ? [{ limit: `${given(bound.max, 'ms')}${on}`, holds: measured.holds }] : [];
  });
  const of = (holds: 'no' | 'unsure') => limits.filter((one) => one.holds === holds).map(({ limit }) => limit);
  const [broken, unsure] = [of('no'), of('unsure')];
  if (broken.length > 0) {
    return html`<p class="comparison"><strong>Measured, it breaks the limit of ${enumerate(broken)}</strong>, as every finalist breaks one.</p>`;
  }
  const passedOver = finalists.filter((finalist) => breaksAny(finalist) && finalist.reward > best.reward);
  const numbers = passedOver.map(
    (finalist) => `trial ${leaderboard.find((trial) => trial.architectureId === finalist.architectureId)?.number}`,
  );
  const theirs = shownDevices(spec).flatMap(({ device, bound, on }) =>
    bound && passedOver.some(({ measured }) => measured[device]?.holds === 'no')
      ? `${given(bound.max, 'ms')}${on}`
      : [],
  );
  const sentences = [
    unsure.length > 0 && `Measured, it is too close to the limit of ${enumerate(unsure)} to tell whether it holds.`,
    numbers.length > 0 &&
      `Better on validation, but measured to break the limit of ${enumerate(theirs)}: ${enumerate(numbers)}.`,
  ].filter((sentence) => sentence !== false);
  return sentences.length > 0 ? html`<p class="comparison">${sentences.join(' ')}</p>` : undefined;
}
