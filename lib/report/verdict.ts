import { latencyDevices } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import { testScore, validationScore } from '../trial/score.ts';
import { SCORE_WORDS, type Score } from '../trial/task.ts';
import type { Findings, Winner } from './findings.ts';
import {
  capitalised,
  compact,
  count,
  deviceName,
  energyName,
  given,
  millijoules,
  milliseconds,
  percent,
  plural,
} from './format.ts';
import { type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import { wilsonInterval } from './interval.ts';
import { latencyVerdict } from './latency-verdict.ts';
import { shownDevices } from './shown-devices.ts';

/** What came out, in one sentence, what it compares with, in another, and the figures behind them. */
export function verdict(findings: Findings, { search, data }: ReportInput): Html {
  const { winner } = findings;
  if (!winner) return html`<p class="verdict">No trial was trained to the end.</p>`;
  return html`<p class="verdict">${sentence(winner, search.spec)}</p>
<p class="comparison">${comparison(findings, winner)}</p>${latencyVerdict(findings, search.spec)}
<dl class="figures">${figures(winner, search.spec, data.counts.test)}</dl>`;
}

function sentence({ search, final }: Winner, { objective, constraints }: Specification): Html {
  const { parameters, macs } = search.predicted ?? {};
  const latencies = latencyDevices(constraints.latencyMs).flatMap(({ device, metric, bound }) => {
    const measured = final?.finalist.measured[device]?.latencyMs;
    const ms = measured ?? search.predicted?.[metric];
    return ms === undefined
      ? []
      : html`${measured === undefined ? 'a predicted' : 'a measured'} <strong>${milliseconds(ms)}</strong>${bound && html` on <span class="device">${deviceName(device)}</span>`}`;
  });
  const reached = final
    ? html`${achieved(objective, testScore(final.trial), 'test')} (${percent(validationScore(final.trial))} in validation)`
    : html`${achieved(objective, validationScore(search), 'validation')}, not yet retrained or tested,`;
  const costs = html`${latencies.map((latency, i) => html`${i > 0 ? ', ' : ' in '}${latency}`)}${parameters !== undefined && html` with <strong>${count(parameters)} parameters</strong>`}${macs !== undefined && ` and ${compact(macs)} multiply-accumulates`}`;
  return html`The best architecture, found in trial ${search.number}, ${reached}${costs}.`;
}

const achieved = (objective: Score, score: number | undefined, split: 'test' | 'validation'): Html =>
  objective === 'accuracy'
    ? html`gets <strong>${percent(score)} of the ${split} examples</strong> right`
    : html`reaches <strong>${percent(score)} ${SCORE_WORDS[objective]}</strong> on the ${split} examples`;

/** Like with like: scores of the search's own short training only. */
function comparison({ baseline }: Findings, { search, final }: Winner): Html | false {
  if (!baseline) return false;
  const training = final ? 'In the search’s own, shorter training' : 'In the search';
  const found = `it scored ${percent(validationScore(search))} on validation`;
  const first = `the first generation, proposed before any result was known`;
  return search.generation === 1
    ? html`${training} ${found}; it comes from ${first}, whose median is ${percent(baseline.median)}.`
    : html`${training} ${found}; ${first}, reached ${percent(baseline.best)} at best and ${percent(baseline.median)} in the median.`;
}

function figures(
  { search, final }: Winner,
  { objective, constraints }: Specification,
  tested: number,
): readonly (Html | false)[] {
  const word = SCORE_WORDS[objective];
  const { energyMj, parameters, macs } = constraints;
  const atMost = (limit: string | false) => limit && `limit ${limit}`;
  const test = final && testScore(final.trial);
  return [
    test !== undefined &&
      tile(
        `Test ${word}`,
        percent(test),
        `${objective === 'accuracy' ? `95% interval ${interval(test, tested)}, ` : ''}${plural(tested, 'example')}`,
      ),
    tile(
      `Validation ${word}`,
      percent(validationScore(final?.trial ?? search)),
      final && final.finalist.trials.length > 1 && `best of ${final.finalist.trials.length} seeds`,
    ),
    ...shownDevices({ constraints }).map(({ device, metric, bound, on }) => {
      const measured = final?.finalist.measured[device];
      return tile(
        `Latency${on}`,
        milliseconds(measured?.latencyMs ?? search.predicted?.[metric]),
        bound
          ? `${bound.soft ? 'soft limit' : 'limit'} ${given(bound.max, 'ms')}`
          : measured
            ? 'measured'
            : 'predicted',
      );
    }),
    tile(
      capitalised(energyName(energyMj?.device)),
      millijoules(search.predicted?.energyMj),
      atMost(!!energyMj && given(energyMj.max, 'mJ')) || 'per inference',
    ),
    tile('Parameters', compact(search.predicted?.parameters), atMost(!!parameters && compact(parameters.max))),
    tile('MACs', compact(search.predicted?.macs), atMost(!!macs && compact(macs.max)) || 'per inference'),
  ];
}

/** Of a share of `tested` examples. */
function interval(share: number, tested: number): string {
  const [low, high] = wilsonInterval(share, tested);
  return `${percent(low)} to ${percent(high)}`;
}

const tile = (name: string, value: string, note: string | false | undefined): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd>${note && html`<dd class="note">${note}</dd>`}</div>`;
