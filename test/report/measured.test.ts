import { describe, expect, it } from 'vitest';
import { finalists } from '../../lib/pipeline/finalists.ts';
import { measurementOf } from '../../lib/pipeline/measurement.ts';
import { type ReportInput, renderReport } from '../../lib/report/report.ts';
import { predictedMachine } from '../../lib/spec/predicted-devices.ts';
import { sampleInput } from './sample.ts';

const input = sampleInput();
const { spec } = input.search;
const machine = predictedMachine(spec.constraints.latencyMs)!;
const { bound: limit } = machine;
const best = finalists(input.trials).map(({ architectureId }) => architectureId);

/** What a reader sees of a report. */
const textOf = (page: string) =>
  page
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u202F', ' ')
    .replace(/ +/g, ' ');

/** The sample whose finalists, from best to worst, were measured to take these shares of the limit. */
function measuredAt(...shares: readonly number[]): ReportInput {
  const ms = shares.map((share) => 1.5 * share * limit!.max);
  return { ...input, measurements: [measurementOf(machine, best, { ms, slowdown: 1.5, deviation: 0.02 })] };
}

describe('a report of measured finalists', () => {
  it('sets predicted against measured, and says that the limit holds', () => {
    const text = textOf(renderReport(measuredAt(0.9, 0.5, 0.8)));
    expect(text).toMatch(/in a measured 0\.378 ms on the machine that searched/);
    expect(text).toContain('These took 1.50 times as long as for the profile');
    expect(text).toMatch(/trial predicted measured limit of 0\.42 ms 22 0\.\d+ ms 0\.378 ms ± 0\.00756 ms holds/);
    expect(text).not.toMatch(/Measured, it|measured to break/);
  });

  it('names the one that scored better and breaks the limit, which does not win', () => {
    const text = textOf(renderReport(measuredAt(1.2, 0.5, 0.8)));
    expect(text).not.toContain('found in trial 22');
    expect(text).toContain('Better on validation, but measured to break the limit of 0.42 ms: trial 22.');
    expect(text).toMatch(/ 22 0\.\d+ ms 0\.504 ms ± 0\.0101 ms broken/);
    expect(text).toContain('Validation alone chose the winner among those that were not measured to break');
  });

  it('names the limit that was broken, of several', () => {
    const [here, there] = [limit!, { ...limit!, max: 7, device: 'my-phone' }].map((bound) => ({
      device: bound.device,
      bound,
    }));
    const on = (device: typeof here, shares: readonly number[]) =>
      measurementOf(device!, best, {
        ms: shares.map((share) => share * device!.bound.max),
        slowdown: 1,
        deviation: 0.02,
      });
    const text = textOf(
      renderReport({
        ...input,
        search: { ...input.search, spec: { ...spec, constraints: { latencyMs: [here!.bound, there!.bound] } } },
        measurements: [on(here, [0.5, 0.5, 0.5]), on(there, [1.2, 0.5, 0.8])],
      }),
    );
    expect(text).toContain('Better on validation, but measured to break the limit of 7 ms on my-phone: trial 22.');
    expect(text.match(/These took 1\.00 times/g)).toHaveLength(2);
  });

  it('says plainly when every finalist breaks the limit', () => {
    const text = textOf(renderReport(measuredAt(1.2, 1.3, 1.4)));
    expect(text).toContain('found in trial 22');
    expect(text).toContain('Measured, it breaks the limit of 0.42 ms , as every finalist breaks one.');
  });

  it('says when it cannot tell', () => {
    const text = textOf(renderReport(measuredAt(1.01, 0.5, 0.8)));
    expect(text).toContain('found in trial 22');
    expect(text).toContain('Measured, it is too close to the limit of 0.42 ms to tell whether it holds.');
  });

  it('says that nothing was measured, and why', () => {
    const on = (device: string): ReportInput => ({
      ...input,
      search: { ...input.search, spec: { ...spec, constraints: { latencyMs: { ...limit!, device } } } },
    });
    expect(textOf(renderReport(input))).toContain('Not measured: the job that measures');
    const phone = textOf(renderReport(on('my-phone')));
    expect(phone).toContain('Not measured on my-phone.');
    expect(phone).toMatch(/in a predicted [\d.]+ ms on my-phone/);
  });

  it('has nothing of it in a search to which latency does not matter', () => {
    expect(renderReport(sampleInput({ limit: undefined }))).not.toContain('Predicted and measured');
  });
});
