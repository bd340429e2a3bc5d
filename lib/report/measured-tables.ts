import type { Finalist } from '../pipeline/finalists.ts';
import { LIMIT_WORDS, type Measurement } from '../pipeline/measurement.ts';
import { THIS_MACHINE } from '../spec/latency.ts';
import { type LatencyDevice, latencyDevices } from '../spec/predicted-devices.ts';
import type { Findings } from './findings.ts';
import { deviceName, given, milliseconds } from './format.ts';
import { type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import { table } from './tables.ts';

/**
 * Predicted against measured latency of the finalists, on each device; undefined for a search to which latency does not
 * matter.
 */
export function measuredTables(findings: Findings, { search, measurements = [] }: ReportInput): Html | undefined {
  const { latencyMs } = search.spec.constraints;
  if (!latencyMs && !search.spec.minimise.includes('latencyMs')) return undefined;
  const parts = latencyDevices(latencyMs).map((one) => {
    const measurement = measurements.find(({ device }) => device === one.device);
    return measurement ? measuredTable(findings, one, measurement) : notMeasured(one, search.id);
  });
  return html`${parts}`;
}

const notMeasured = ({ device }: LatencyDevice, searchId: string): Html =>
  device === THIS_MACHINE
    ? html`<p class="lead">Not measured: the job that measures on ${deviceName(device)} left no result.</p>`
    : html`<p class="lead">Not measured on ${deviceName(device)}. If spotnas measured it for the catalogue, it measures the finalists too: <code>spotnas measure ${searchId} --device ${device}</code></p>`;

function measuredTable(findings: Findings, one: LatencyDevice, { slowdown }: Measurement): Html {
  const limit = one.bound?.soft ? undefined : one.bound;
  const rows = findings.finalists.map((finalist) => row(findings, finalist, one, limit !== undefined));
  const headings = ['n:trial', 'n:predicted', 'n:measured', ...(limit ? [`limit of ${given(limit.max, 'ms')}`] : [])];
  return html`<p class="lead">Measured on ${deviceName(one.device)}, in turns with networks that its profile was made with. These took ${slowdown.toFixed(2)} times as long as for the profile; the times below are divided by that.</p>${table(headings, rows)}`;
}

function row(
  { leaderboard, winner }: Findings,
  { architectureId, measured: byDevice, trials }: Finalist,
  { device, metric }: LatencyDevice,
  limited: boolean,
): Html {
  const measured = byDevice[device];
  const number = leaderboard.find((trial) => trial.architectureId === architectureId)?.number ?? '–';
  const isBest = architectureId === winner?.final?.finalist.architectureId;
  const time = measured
    ? html`${milliseconds(measured.latencyMs)} <span class="deviation">± ${milliseconds(measured.deviationMs)}</span>`
    : 'not measured';
  return html`<tr${isBest && html` class="best"`}><th scope="row" class="n">${number}</th><td class="n">${milliseconds(trials[0]!.predicted?.[metric])}</td><td class="n">${time}</td>${limited && html`<td>${measured?.holds ? LIMIT_WORDS[measured.holds] : '–'}</td>`}</tr>`;
}
