import { mean, standardDeviation } from '../math/statistics.ts';
import type { Finalist } from '../pipeline/finalists.ts';
import type { Specification } from '../spec/specification.ts';
import { reward, testScore, validationScore } from '../trial/score.ts';
import { SCORE_WORDS } from '../trial/task.ts';
import type { Trial } from '../trial/trial.ts';
import type { Findings } from './findings.ts';
import { compact, count, energyName, millijoules, milliseconds, percent } from './format.ts';
import { type Content, type Html, html } from './html.ts';
import { rewardFormula } from './reward.ts';
import { shownDevices } from './shown-devices.ts';
import { sparkline } from './sparkline.ts';

type Describe = (trial: Trial) => string;

/** How many of the best are listed. */
const ROWS = 10;

export function leaderboardTable(
  { leaderboard, winner, finalists }: Findings,
  { spec, describe }: { readonly spec: Specification; readonly describe: Describe },
): Html {
  const retrained = new Set(finalists.map(({ architectureId }) => architectureId));
  const [devices, formula] = [shownDevices(spec), rewardFormula(spec)];
  const rows = leaderboard.slice(0, ROWS).map((trial, i) => {
    const { number, predicted, architectureId } = trial;
    return html`<tr${trial === winner?.search && html` class="best"`}><td class="n">${i + 1}</td><th scope="row" class="n">${number}</th><td class="n">${percent(validationScore(trial), 2)}</td>${formula !== undefined && html`<td class="n">${reward(trial).toFixed(4)}</td>`}${devices.map(({ metric }) => html`<td class="n">${milliseconds(predicted?.[metric])}</td>`)}<td class="n">${millijoules(predicted?.energyMj)}</td><td class="n">${count(predicted?.parameters)}</td><td class="n">${compact(predicted?.macs)}</td><td class="architecture">${code(describe(trial))}${retrained.has(architectureId) && html` <span class="tag">retrained</span>`}</td></tr>`;
  });
  const ranking =
    formula !== undefined &&
    html`<p class="lead">By reward: ${formula}, the latency being what a measurement stays below as surely as the specification asks.</p>`;
  const board = table(
    [
      'n:rank',
      'n:trial',
      `n:validation ${SCORE_WORDS[spec.objective]}`,
      ...(formula === undefined ? [] : ['n:reward']),
      ...devices.map(({ on }) => `n:latency${on}`),
      `n:${energyName(spec.constraints.energyMj?.device)}`,
      'n:parameters',
      'n:MACs',
      'architecture',
    ],
    rows,
  );
  return html`${ranking}${board}`;
}

export function finalistsTable({ finalists, winner, leaderboard }: Findings, { objective }: Specification): Html {
  const several = finalists.some(({ trials }) => trials.length > 1);
  const bodies = finalists.map((finalist) => {
    const search = leaderboard.find(({ architectureId }) => architectureId === finalist.architectureId);
    return finalistBody(finalist, search?.number, winner?.final?.trial, several);
  });
  const word = SCORE_WORDS[objective];
  const headings = ['n:trial', 'n:seed', `n:validation ${word}`, `n:test ${word}`, 'by epoch'];
  return table([...headings, ...(several ? ['n:mean validation', 'n:mean test'] : [])], bodies, true);
}

function finalistBody(
  { trials }: Finalist,
  number: number | undefined,
  shipped: Trial | undefined,
  several: boolean,
): Html {
  const rows = trials.map((trial, i) => {
    const span = html` rowspan="${trials.length}"`;
    const name = i === 0 && html`<th scope="rowgroup" class="n"${span}>${number ?? '–'}</th>`;
    const means =
      i === 0 &&
      several &&
      html`<td class="n"${span}>${spread(trials.map(validationScore))}</td><td class="n"${span}>${spread(trials.flatMap((one) => testScore(one) ?? []))}</td>`;
    return html`<tr${trial === shipped && html` class="best"`}>${name}<td class="n">${trial.seed}</td><td class="n">${percent(validationScore(trial), 2)}</td><td class="n">${percent(testScore(trial), 2)}</td><td>${sparkline(trial.result!.curve)}</td>${means}</tr>`;
  });
  return html`<tbody>${rows}</tbody>`;
}

/** Mean and, of two and more, the sample's standard deviation in percentage points. */
function spread(values: readonly number[]): Content {
  if (values.length === 0) return percent(undefined);
  if (values.length === 1) return percent(mean(values), 2);
  return html`${percent(mean(values), 2)} <span class="deviation">± ${(standardDeviation(values) * 100).toFixed(2)}</span>`;
}

export const failuresTable = ({ failed }: Findings, describe: Describe): Html =>
  table(
    ['n:trial', 'reason', 'architecture'],
    failed.map(
      (trial) =>
        html`<tr><th scope="row" class="n">${trial.number}</th><td>${trial.failure ?? 'unknown'}</td><td class="architecture">${code(describe(trial))}</td></tr>`,
    ),
  );

/** Headings that begin with `n:` stand over numbers. */
export function table(headings: readonly string[], rows: readonly Html[], hasBodies = false): Html {
  const head = headings.map((heading) =>
    heading.startsWith('n:')
      ? html`<th scope="col" class="n">${heading.slice(2)}</th>`
      : html`<th scope="col">${heading}</th>`,
  );
  return html`<div class="table"><table><thead><tr>${head}</tr></thead>${hasBodies ? rows : html`<tbody>${rows}</tbody>`}</table></div>`;
}

/** May break after the separators of an architecture's notation. */
const code = (text: string): Html =>
  html`<code>${text.split(/(?<=[|+,])/).map((part, i) => html`${i > 0 && html`<wbr>`}${part}`)}</code>`;
