import { validationScore } from '../trial/score.ts';
import { SCORE_WORDS } from '../trial/task.ts';
import type { Trial } from '../trial/trial.ts';
import { type Band, bands } from './bands.ts';
import type { Findings } from './findings.ts';
import { percent, plural } from './format.ts';
import { type Axis, atLeastFoot, figure, frame, HORIZONTAL, PLOT } from './frame.ts';
import { type Html, html } from './html.ts';
import { keyEntry, lineEntry, mark } from './marks.ts';
import { records } from './records.ts';
import { linearScale } from './scales.ts';
import { type PlotInput, scoreAxis } from './score-axis.ts';
import { tooltip } from './tooltips.ts';
import { winnerLabel } from './winner-label.ts';

/** The score in the order of trials: how fast the search got better, generation by generation. */
export function course({ findings, spec, describe }: PlotInput): Html {
  const { searched, retrained, failed, infeasible, winner } = findings;
  const all = [...searched, ...retrained];
  const x = numberAxis(all.length > 0 ? all.at(-1)!.number : 1);
  const y = scoreAxis({ findings, spec });
  const improvements = records(findings.complete);
  const at = (trial: Trial) => ({
    x: x.scale(trial.number),
    y: trial.state === 'complete' ? atLeastFoot(y.scale, validationScore(trial)) : PLOT.bottom,
  });
  const isBelow = (trial: Trial) => trial.state === 'complete' && validationScore(trial) < y.scale.domain[0];
  const shapeOf = (trial: Trial) => {
    if (trial.state === 'infeasible') return 'tick';
    if (trial.state !== 'complete') return 'cross';
    if (trial.kind === 'final') return 'diamond';
    return isBelow(trial) ? 'below' : 'dot';
  };
  const classesOf = (trial: Trial) => {
    if (trial.state !== 'complete') return trial.state === 'infeasible' ? 'infeasible' : 'failed';
    if (trial.kind === 'final') return trial === winner?.final?.trial ? 'final winner' : 'final';
    return improvements.has(trial) ? 'front' : 'trial';
  };
  const content = [
    ...bands(all, x.scale).map(drawBand),
    bestLine([...improvements].map(at), searched.length > 0 ? x.scale(searched.at(-1)!.number) : 0),
    ...all.map((trial) =>
      mark({
        ...at(trial),
        shape: shapeOf(trial),
        classes: classesOf(trial),
        trial: trial.number,
        title: tooltip(trial, { spec, describe }),
      }),
    ),
    winnerLabel(findings, at),
  ];
  const title = `Validation ${SCORE_WORDS[spec.objective]} by trial number`;
  return figure(
    frame({ id: 'course', title, description: summary(findings) }, { x, y }, content),
    [
      keyEntry('dot', 'trial', 'trained'),
      lineEntry('front-line', 'best so far'),
      retrained.length > 0 && keyEntry('diamond', 'final', 'retrained'),
      failed.length > 0 && keyEntry('cross', 'failed', 'failed'),
      infeasible > 0 && keyEntry('tick', 'infeasible', 'broke a limit'),
      all.some(isBelow) && keyEntry('below', 'trial', 'below the axis'),
    ],
    summary(findings),
  );
}

function numberAxis(last: number): Axis {
  const scale = linearScale([0, last + 1], HORIZONTAL, 8);
  const values = scale.ticks.values.filter((value) => Number.isInteger(value) && value >= 1 && value <= last);
  const ticks = { ...scale.ticks, values: values.includes(1) ? values : [1, ...values] };
  return { scale: Object.assign(scale, { ticks }), label: 'trial', format: String };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function bestLine([first, ...rest]: readonly Point[], end: number): Html | undefined {
  if (!first) return undefined;
  return html`<path class="front-line" d="M${first.x} ${first.y}${rest.map(({ x, y }) => `H${x}V${y}`).join('')}H${end}"/>`;
}

/** Every other generation is shaded. */
const drawBand = ({ from, to, label, shaded }: Band): Html =>
  html`${shaded && html`<rect class="band" x="${from}" y="${PLOT.top}" width="${to - from}" height="${PLOT.bottom - PLOT.top}"/>`}
<text class="band-name" x="${(from + to) / 2}" y="${PLOT.top - 6}" text-anchor="middle">${label}</text>`;

function summary({ searched, complete, failed, infeasible, retrained, baseline, leaderboard }: Findings): string {
  const generations = new Set(searched.map(({ generation }) => generation)).size;
  const rest = [failed.length > 0 && `${failed.length} failed`, infeasible > 0 && `${infeasible} broke a limit`].filter(
    Boolean,
  );
  const gain =
    baseline && generations > 1 && leaderboard[0]!.predicted?.rewardFactor === undefined
      ? ` The first generation's best was ${percent(baseline.best)}, the search's ${percent(validationScore(leaderboard[0]!))}.`
      : '';
  return `${plural(complete.length, 'trained trial')} in ${plural(generations, 'generation')}${rest.length > 0 ? `; ${rest.join(', ')}` : ''}.${gain}${retrained.length > 0 ? ' Retrained networks were trained longer.' : ''}`;
}
