import type { Finalist } from '../pipeline/finalists.ts';
import { LIMIT_WORDS, type Measurement } from '../pipeline/measurement.ts';
import { type LatencyDevice, latencyDevices, predictedMachine } from '../spec/predicted-devices.ts';
import type { Findings } from './findings.ts';
import { deviceName, enumerate, given, milliseconds } from './format.ts';
import { type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import { table } from './tables.ts';

/** Predicted against measured latency of the finalists; undefined for a search to which latency does not matter. */
export function measuredTable(findings: Findings, { search: { spec }, measurement }: ReportInput): Html | undefined {
  const { latencyMs } = spec.constraints;
  if (!latencyMs && !spec.minimise.includes('latencyMs')) return undefined;
  const devices = latencyDevices(latencyMs);
  const machine = predictedMachine(latencyMs);
  if (!machine) {
    const names = enumerate(devices.map(({ device }) => deviceName(device)));
    return html`<p class="lead">Not measured: ${names} ${devices.length > 1 ? 'are devices' : 'is a device'} of the catalogue, and no search reaches ${devices.length > 1 ? 'them' : 'it'}.</p>`;
  }
  const limit = machine.bound?.soft ? undefined : machine.bound;
  const rows = findings.finalists.map((finalist) => row(findings, finalist, machine, limit !== undefined));
  const headings = ['n:trial', 'n:predicted', 'n:measured', ...(limit ? [`limit of ${given(limit.max, 'ms')}`] : [])];
  return html`<p class="lead">${lead(deviceName(machine.device), measurement)}</p>${table(headings, rows)}`;
}

function lead(name: string, measurement: Measurement | undefined): string {
  if (!measurement) return `Not measured: the job that measures on ${name} left no result.`;
  return `Measured on ${name}, in turns with networks that its profile was made with. These took ${measurement.slowdown.toFixed(2)} times as long as for the profile; the times below are divided by that.`;
}

function row(
  { leaderboard, winner }: Findings,
  { architectureId, measured, trials }: Finalist,
  { metric }: LatencyDevice,
  limited: boolean,
): Html {
  const number = leaderboard.find((trial) => trial.architectureId === architectureId)?.number ?? '–';
  const isBest = architectureId === winner?.final?.finalist.architectureId;
  const time = measured
    ? html`${milliseconds(measured.latencyMs)} <span class="deviation">± ${milliseconds(measured.deviationMs)}</span>`
    : 'not measured';
  return html`<tr${isBest && html` class="best"`}><th scope="row" class="n">${number}</th><td class="n">${milliseconds(trials[0]!.predicted?.[metric])}</td><td class="n">${time}</td>${limited && html`<td>${measured?.holds ? LIMIT_WORDS[measured.holds] : '–'}</td>`}</tr>`;
}
