import { describe, expect, it } from 'vitest';
import type { ReportInput } from '../../lib/report/report.ts';
import { renderReport } from '../../lib/report/report.ts';
import { sampleInput } from './sample.ts';

const input = sampleInput();
const report = renderReport(input);

/** The plot whose title has this id, with its key. */
const plot = (id: 'scatter' | 'course', page = report) =>
  page.split('<figure>').find((figure) => figure.includes(`id="${id}-title"`))!;
const marked = (figure: string) => [...figure.matchAll(/data-trial="(\d+)"/g)].map(([, number]) => Number(number));
const numbersIn = (trials: ReportInput['trials']) => trials.map(({ number }) => number);

/** The sample with every trial changed. */
const withTrials = (change: (trial: ReportInput['trials'][number]) => object): ReportInput => ({
  ...input,
  trials: input.trials.map((trial) => ({ ...trial, ...change(trial) })),
});

describe('renderReport', () => {
  it('plots every trained trial over its latency, once', () => {
    const complete = input.trials.filter(({ state }) => state === 'complete');
    expect(marked(plot('scatter')).toSorted((a, b) => a - b)).toEqual(numbersIn(complete));
  });

  it('plots every trial in its order, failed and infeasible ones too', () => {
    expect(marked(plot('course'))).toEqual(numbersIn(input.trials));
  });

  it('draws the winner last, so that nothing hides it', () => {
    expect(plot('scatter')).toMatch(
      /class="mark final winner" data-trial="\d+"[^>]*><title>[^<]*<\/title><\/path><text class="label"/,
    );
  });

  it('tells the verdict by the finalist that validation chose', () => {
    const text = report.replace(/<[^>]*>/g, '').replaceAll('\u202F', ' ');
    expect(text).toContain('The best architecture, found in trial 22, gets 98.8 % of the test examples right');
    expect(text).toContain('the first generation, proposed before any result was known, reached 95.3 % at best');
  });

  it('gives equal bytes for equal inputs, whatever the order of the trials', () => {
    expect(renderReport(sampleInput())).toBe(report);
    expect(renderReport({ ...input, trials: input.trials.toReversed() })).toBe(report);
  });

  it('refers to nothing outside itself and runs nothing', () => {
    expect(report).not.toMatch(/https?:|\/\/[a-z]+\./i);
    expect(report).not.toMatch(/<script|<iframe|<img|<object|\son[a-z]+=|@import|url\(/i);
    expect(report).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none';`);
  });

  it('escapes every text that comes from outside', () => {
    const hostile = `</code></title></style><script>alert("1")</script><p onclick='x'>&`;
    const page = renderReport({
      ...withTrials(({ failure }) => ({ ...(failure && { failure: hostile }), architecture: { [hostile]: hostile } })),
      search: { id: hostile, spec: { ...input.search.spec, name: hostile } },
      data: { ...input.data, digest: hostile, classes: [hostile] },
      describe: () => hostile,
      trainer: hostile,
      model: hostile,
    });
    const tags = (text: string) => new Set(text.match(/<\/?[a-z]+/g));
    expect(page).not.toContain(`'x'`);
    expect(tags(page).difference(tags(report))).toEqual(new Set());
  });

  it.each([
    ['nothing was trained', { ...input, trials: [] }, 'No trial was trained to the end.'],
    ['every trial failed', withTrials(() => ({ state: 'failed', failure: 'NaN' })), 'No trial was trained to the end.'],
    [
      'no finalist was trained',
      { ...input, trials: input.trials.filter(({ kind }) => kind === 'search') },
      'not yet retrained or tested',
    ],
    ['no latency is known', withTrials(() => ({ predicted: {} })), 'of the test examples'],
    ['one trial was trained', { ...input, trials: input.trials.slice(0, 1) }, 'not yet retrained or tested'],
  ])('is a whole page when %s', (_, odd, expected) => {
    const page = renderReport(odd as ReportInput);
    expect(page).toContain(expected);
    expect(page).toMatch(/<\/html>\n$/);
    expect(page).not.toMatch(/NaN(?!<)|Infinity|undefined|\[object/);
  });

  describe('of a search with a soft limit and several devices', () => {
    const soft = { alpha: -0.07, beta: -0.07 };
    const latencyMs = [
      { max: 0.42, confidence: 0.9, device: 'this-machine', soft },
      { max: 5, confidence: 0.9, device: 'my-phone' },
    ];
    const { trials, search } = withTrials(({ predicted }) => ({
      predicted: { ...predicted, 'latencyMs@my-phone': 4.56, rewardFactor: (predicted!.latencyMs! / 0.42) ** -0.07 },
    }));
    const spec = { ...search.spec, constraints: { latencyMs } };
    const page = renderReport({ ...input, trials, search: { ...search, spec } });

    it('lists the latency on each device', () => {
      expect(page).toContain('<th scope="col" class="n">latency on my-phone</th>');
      expect(plot('course', page).match(/4\.56\u202Fms predicted on my-phone\n/g)).toHaveLength(trials.length);
      expect(page).toContain('<dt>Latency on my-phone</dt><dd>4.56\u202Fms</dd><dd class="note">limit 5\u202Fms</dd>');
      expect(page).toContain('<strong>4.56\u202Fms</strong> on <span class="device">my-phone</span>');
    });

    it('says what it ranks by, and forbids nothing', () => {
      expect(page).toContain('accuracy × (latency on the machine that searched / 0.42\u202Fms)^-0.07');
      expect(page).not.toContain('Validation alone chose the winner');
      expect(plot('scatter')).toContain('class="forbidden"');
      expect(plot('scatter', page)).not.toContain('class="forbidden"');
      expect(plot('scatter', page)).toContain('soft limit, 0.42\u202Fms');
    });
  });

  it('says why trials failed', () => {
    expect(report).toContain('OutOfMemory: the container was killed at 4096 MiB');
  });

  it('gives the specification as YAML that can be run again', () => {
    expect(report).toContain('name: digits\nseed: 7\n');
  });

  it('shows a small search as it did', () => {
    const small = sampleInput({
      trials: 3,
      seeds: 1,
      space: { name: 'nasbench201', channels: 4, cells: 2, stemStride: 4 },
    });
    const body = renderReport(small).replace(/<style>.*<\/style>/s, '');
    expect(body).toMatchSnapshot();
  });
});
