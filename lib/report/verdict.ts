import { validationAccuracy } from '../pipeline/leaderboard.ts';
import type { Findings, Winner } from './findings.ts';
import { compact, count, deviceName, given, milliseconds, percent, plural } from './format.ts';
import { type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import { wilsonInterval } from './interval.ts';

/** What came out, in one sentence, what it compares with, in another, and the figures behind them. */
export function verdict(findings: Findings, { search, data }: ReportInput): Html {
  const { winner } = findings;
  if (!winner) return html`<p class="verdict">No trial was trained to the end.</p>`;
  return html`<p class="verdict">${sentence(winner, search.spec.constraints.latencyMs?.device)}</p>
<p class="comparison">${comparison(findings, winner)}</p>
<dl class="figures">${figures(winner, search.spec.constraints, data.counts.test)}</dl>`;
}

function sentence({ search, final }: Winner, device?: string): Html {
  const { latencyMs, parameters, macs } = search.predicted ?? {};
  const accuracy = final
    ? html`<strong>${percent(final.trial.result!.metrics.testAccuracy)} of the test examples</strong> right (${percent(validationAccuracy(final.trial))} in validation)`
    : html`<strong>${percent(validationAccuracy(search))} of the validation examples</strong> right, not yet retrained or tested,`;
  const costs = html`${latencyMs !== undefined && html` in a predicted <strong>${milliseconds(latencyMs)}</strong>${device && html` on <span class="device">${deviceName(device)}</span>`}`}${parameters !== undefined && html` with <strong>${count(parameters)} parameters</strong>`}${macs !== undefined && ` and ${compact(macs)} multiply-accumulates`}`;
  return html`The best architecture, found in trial ${search.number}, gets ${accuracy}${costs}.`;
}

/** Like with like: accuracies of the search's own short training only. */
function comparison({ baseline }: Findings, { search, final }: Winner): Html | false {
  if (!baseline) return false;
  const training = final ? 'In the search’s own, shorter training' : 'In the search';
  const found = `it scored ${percent(validationAccuracy(search))} on validation`;
  const first = `the first generation, proposed before any result was known`;
  return search.generation === 1
    ? html`${training} ${found}; it comes from ${first}, whose median is ${percent(baseline.median)}.`
    : html`${training} ${found}; ${first}, reached ${percent(baseline.best)} at best and ${percent(baseline.median)} in the median.`;
}

function figures(
  { search, final }: Winner,
  { latencyMs, parameters, macs }: ReportInput['search']['spec']['constraints'],
  tested: number,
): readonly (Html | false)[] {
  const atMost = (limit: string | false) => limit && `limit ${limit}`;
  const test = final?.trial.result?.metrics.testAccuracy;
  const [low, high] = test === undefined ? [0, 0] : wilsonInterval(test, tested);
  return [
    test !== undefined &&
      tile(
        'Test accuracy',
        percent(test),
        `95% interval ${percent(low)} to ${percent(high)}, ${plural(tested, 'example')}`,
      ),
    tile(
      'Validation accuracy',
      percent(validationAccuracy(final?.trial ?? search)),
      final && final.finalist.trials.length > 1 && `best of ${final.finalist.trials.length} seeds`,
    ),
    tile(
      'Latency',
      milliseconds(search.predicted?.latencyMs),
      atMost(!!latencyMs && given(latencyMs.max)) || 'predicted',
    ),
    tile('Parameters', compact(search.predicted?.parameters), atMost(!!parameters && compact(parameters.max))),
    tile('MACs', compact(search.predicted?.macs), atMost(!!macs && compact(macs.max)) || 'per inference'),
  ];
}

const tile = (name: string, value: string, note: string | false | undefined): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd>${note && html`<dd class="note">${note}</dd>`}</div>`;
