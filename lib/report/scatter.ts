import type { LatencyBound } from '../spec/latency.ts';
import { latencyDevices } from '../spec/predicted-devices.ts';
import { validationScore } from '../trial/score.ts';
import { SCORE_WORDS } from '../trial/task.ts';
import type { Trial } from '../trial/trial.ts';
import { costDomain } from './domains.ts';
import type { Findings } from './findings.ts';
import { deviceName, given, plural } from './format.ts';
import { type Axis, atLeastFoot, figure, frame, HORIZONTAL, PLOT } from './frame.ts';
import { type Html, html } from './html.ts';
import { keyEntry, lineEntry, mark } from './marks.ts';
import { records } from './records.ts';
import { linearScale, logScale } from './scales.ts';
import { type PlotInput, scoreAxis } from './score-axis.ts';
import { tooltip } from './tooltips.ts';
import { winnerLabel } from './winner-label.ts';

const latency = (trial: Trial) => trial.predicted?.latencyMs;

/** The score over predicted latency: every trained trial, the Pareto front, the limit, and what became of the finalists. */
export function scatter({ findings, spec, describe }: PlotInput): Html {
  const { complete, retrained, infeasible } = findings;
  const shown = complete.filter((trial) => latency(trial) !== undefined);
  const finals = retrained.filter((trial) => trial.state === 'complete' && latency(trial) !== undefined);
  const limit = latencyDevices(spec.constraints.latencyMs)[0]?.bound;
  const y = scoreAxis({ findings, spec });
  const x = latencyAxis(
    [...shown, ...finals].map((trial) => latency(trial)!),
    limit,
  );
  const front = frontOf(shown);
  const at = (trial: Trial) => ({
    x: x.scale(latency(trial)!),
    y: atLeastFoot(y.scale, validationScore(trial)),
    below: validationScore(trial) < y.scale.domain[0],
    trial: trial.number,
    title: tooltip(trial, { spec, describe }),
  });
  const trialMark = (trial: Trial) => {
    const { below, ...position } = at(trial);
    return mark({ ...position, shape: below ? 'below' : 'dot', classes: front.has(trial) ? 'front' : 'trial' });
  };
  const isShipped = (trial: Trial) => trial === findings.winner?.final?.trial;
  const finalMark = (trial: Trial) => {
    const { below: _, ...position } = at(trial);
    return mark({ ...position, shape: 'diamond', classes: isShipped(trial) ? 'final winner' : 'final' });
  };
  // Drawn in this order: what matters most lies on top.
  const marks = [
    ...shown.filter((trial) => !front.has(trial)).map(trialMark),
    ...[...front].map(trialMark),
    ...finals.toSorted((a, b) => Number(isShipped(a)) - Number(isShipped(b))).map(finalMark),
  ];
  const content = [
    limit && limitLine(x, limit),
    frontLine([...front].map(at)),
    stems(findings, at),
    ...marks,
    winnerLabel(findings, at),
  ];
  const title = `Validation ${SCORE_WORDS[spec.objective]} over predicted latency`;
  const description = `${plural(shown.length, 'trained trial')}, of which ${front.size} on the Pareto front; ${plural(finals.length, 'retrained finalist')}.`;
  return figure(
    frame({ id: 'scatter', title, description }, { x, y }, content),
    [
      keyEntry('dot', 'trial', 'trained'),
      keyEntry('dot', 'front', 'Pareto front'),
      finals.length > 0 && keyEntry('diamond', 'final', 'retrained'),
      finals.length > 0 && keyEntry('diamond', 'final winner', 'best'),
      limit !== undefined && lineEntry('limit', `${limit.soft ? 'soft limit' : 'limit'}, ${given(limit.max, 'ms')}`),
      shown.some((trial) => at(trial).below) && keyEntry('below', 'trial', 'below the axis'),
    ],
    html`Up and to the left is better. ${infeasible > 0 && `${plural(infeasible, 'more candidate')} broke a limit and ${infeasible === 1 ? 'was' : 'were'} not trained.`}`,
  );
}

function latencyAxis(latencies: readonly number[], limit?: LatencyBound): Axis {
  const least = Math.min(...latencies);
  const most = Math.max(...latencies);
  // A limit far beyond every trial would press them together; it is then left outside the plot and named in the key.
  const near = limit !== undefined && limit.max <= most + (most - least) ? [limit.max] : [];
  const { domain, logarithmic } = costDomain([...latencies, ...near]);
  const scale = (logarithmic ? logScale : linearScale)(domain, HORIZONTAL, 6);
  const { digits } = scale.ticks;
  return {
    scale,
    label: `predicted latency, ms${limit ? ` (${deviceName(limit.device)})` : ''}${logarithmic ? ', logarithmic' : ''}`,
    format: (value) => (logarithmic ? String(value) : value.toFixed(digits)),
  };
}

/** By rising latency. */
const frontOf = (trials: readonly Trial[]) =>
  records(trials.toSorted((a, b) => latency(a)! - latency(b)! || validationScore(b) - validationScore(a)));

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The best score to be had within each latency. */
function frontLine([first, ...rest]: readonly Point[]): Html | undefined {
  if (!first) return undefined;
  const steps = rest.map(({ x, y }) => `H${x}V${y}`).join('');
  return html`<path class="front-line" d="M${first.x} ${PLOT.bottom}V${first.y}${steps}H${PLOT.right}"/>`;
}

function limitLine({ scale }: Axis, { max, soft }: LatencyBound): Html | undefined {
  const x = scale(max);
  if (x > PLOT.right || x < PLOT.left) return undefined;
  const forbidden = html`<rect class="forbidden" x="${x}" y="${PLOT.top}" width="${PLOT.right - x}" height="${PLOT.bottom - PLOT.top}"/>`;
  return html`${!soft && forbidden}
<path class="limit" d="M${x} ${PLOT.bottom}V${PLOT.top}"/>`;
}

/** From each finalist's trial in the search to what it reached retrained. */
function stems({ finalists, leaderboard }: Findings, at: (trial: Trial) => Point): readonly Html[] {
  return finalists.flatMap(({ architectureId, trials }) => {
    const search = leaderboard.find((trial) => trial.architectureId === architectureId);
    if (!search || latency(search) === undefined) return [];
    const ys = trials.map((trial) => at(trial).y);
    const { x, y } = at(search);
    return [html`<path class="stem" d="M${x} ${Math.max(y, ...ys)}V${Math.min(y, ...ys)}"/>`];
  });
}
