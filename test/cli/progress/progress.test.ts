import { describe, expect, it } from 'vitest';
import { numbersText } from '../../../lib/cli/progress/cloud.ts';
import type { CloudEvent, ProgressEvent } from '../../../lib/cli/progress/event.ts';
import { logLine } from '../../../lib/cli/progress/lines.ts';
import { renderProgress } from '../../../lib/cli/progress/render.ts';
import { advance, initialProgress, type ProgressState, secondsLeft } from '../../../lib/cli/progress/state.ts';
import type { SearchEvent } from '../../../lib/local/events.ts';
import { parseSpecification } from '../../../lib/spec/parse.ts';
import { SPEC } from '../harness.ts';

const spec = parseSpecification(`${SPEC}recipe: { epochs: 2 }\nfinalists: { count: 1, epochs: 4 }`, 'a.yaml');

/** The state after events that come one second apart. */
const watched = (...events: readonly ProgressEvent[]): ProgressState =>
  events.reduce((state, event, second) => advance(state, event, second * 1000), initialProgress('digits-1', spec));

const generation: SearchEvent = { type: 'generation', generation: 1 };
const training = (number: number, step: number): SearchEvent => ({
  type: 'progress',
  number,
  epoch: 1,
  epochs: 2,
  step,
  steps: 10,
  loss: 0.4567,
});
const complete = (number: number, score: number): SearchEvent => ({
  type: 'trial',
  number,
  state: 'complete',
  score,
  latencyMs: 1.234,
});

describe('the picture of a search', () => {
  it('shows generation, trials, best and what is trained now', () => {
    const state = watched(generation, complete(1, 0.95), complete(2, 0.97), complete(3, 0.96), training(4, 5));
    expect(renderProgress(state, 5000)).toEqual([
      'digits-1  generation 1 · 3 of 4 trained · about 5 s left',
      '━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━───── 87 %',
      'best     trial 2: 97.0 %, 1.23 ms',
      'training trial 4: epoch 1 of 2, loss 0.457',
    ]);
  });

  it('takes for the best what has most reward, where that is not the score', () => {
    const rewarded = (number: number, score: number, reward: number) => ({ ...complete(number, score), reward });
    const state = watched(generation, rewarded(1, 0.9, 0.8), rewarded(2, 0.97, 0.7), rewarded(3, 0.8, 0.75));
    expect(state.best).toMatchObject({ number: 1, score: 0.9 });
  });

  it('counts failures and candidates over a limit, which use no budget', () => {
    const state = watched(
      generation,
      { type: 'trial', number: 1, state: 'infeasible', latencyMs: 9 },
      {
        type: 'trial',
        number: 2,
        state: 'failed',
        failure: 'the loss is NaN',
      },
    );
    expect(renderProgress(state, 0)[0]).toBe('digits-1  generation 1 · 1 of 4 trained · 1 failed · 1 over a limit');
  });

  it('says what happens before the first generation', () => {
    expect(renderProgress(watched({ type: 'prepare' }), 0)[0]).toBe(
      'digits-1  reading the data and measuring the device',
    );
  });

  it('starts counting anew with the finalists and keeps the best of the search', () => {
    const state = watched(generation, complete(1, 0.97), { type: 'finalists', count: 1 }, complete(5, 0.99));
    expect(renderProgress(state, 0)[0]).toContain('retraining the best · 1 of 1 trained');
    expect(state.best).toMatchObject({ number: 1, score: 0.97 });
  });

  it('never wraps', () => {
    const state = watched(generation, complete(1, 0.95), training(2, 1));
    for (const line of renderProgress(state, 0, 20)) expect(line.length).toBeLessThan(20);
  });

  it('counts the trials that do not fit', () => {
    const state = watched(generation, ...Array.from({ length: 12 }, (_, i) => training(i + 1, 1)));
    expect(renderProgress(state, 0).at(-1)).toBe('         and 4 more');
  });
});

describe('time left', () => {
  it('is unknown before anything was trained', () => {
    expect(secondsLeft(watched(generation), 1000)).toBeUndefined();
  });

  it('follows from the epochs trained under our eyes, finalists counted', () => {
    // 2 of 8 search epochs took 2 s; 6 of them and 4 epochs of the finalist remain.
    const state = watched(training(1, 1), complete(1, 0.9), training(2, 0));
    expect(secondsLeft(state, 2000)).toBeCloseTo(10);
  });

  it('does not count what an earlier run trained as speed', () => {
    const resumed = watched(complete(1, 0.9), complete(2, 0.9), training(3, 5));
    expect(resumed.finished).toBe(2);
    // half a trial (1 epoch) in 1 s; 3 search epochs and 4 of the finalist remain
    expect(secondsLeft(resumed, 3000)).toBeCloseTo(7);
  });
});

describe('the log of a search', () => {
  it.each<[SearchEvent, string | undefined]>([
    [{ type: 'backend', reason: 'native TensorFlow 2.21.0' }, 'native TensorFlow 2.21.0'],
    [generation, 'generation 1'],
    [complete(1, 0.9), 'trial 1: 90.0 %, 1.23 ms (1 of 4), best trial 1: 90.0 %, 1.23 ms'],
    [
      { type: 'trial', number: 1, state: 'failed', failure: 'out of memory' },
      'trial 1: failed: out of memory (1 of 4)',
    ],
    [{ type: 'trial', number: 1, state: 'infeasible' }, undefined],
    [training(1, 1), undefined],
    [{ type: 'finalists', count: 2 }, 'retraining the best: 2 from scratch'],
    [{ type: 'report', path: 'report.html' }, 'report: report.html'],
  ])('%j', (event, line) => expect(logLine(event, watched(event))).toBe(line));
});

describe('a search on AWS', () => {
  const cloud = (training: readonly number[], more: Partial<CloudEvent> = {}): CloudEvent => ({
    type: 'cloud',
    spentUsd: 1.25,
    spot: 3,
    onDemand: 1,
    training,
    ...more,
  });

  it('shows machines, money and what is trained', () => {
    const state = watched(generation, cloud([4, 2, 3, 9], { limitUsd: 5 }));
    expect(renderProgress(state, 0).slice(2)).toEqual([
      'machines 3 spot, 1 on-demand · spent $1.25 of $5.00',
      'training 2-4, 9',
    ]);
    expect(renderProgress(watched(cloud([], { spot: 0, onDemand: 0, spentUsd: 0.001 })), 0).slice(2)).toEqual([
      'machines none · spent $0.0010',
    ]);
  });

  it('is timed by the trials that end after they were seen in training', () => {
    // Trial 1 was trained before; trial 2, two epochs, took 2 s; two trials and four epochs of the finalist remain.
    const state = watched(complete(1, 0.9), cloud([2]), cloud([2]), complete(2, 0.9));
    expect(secondsLeft(state, 3000)).toBeCloseTo(8);
  });

  it('tells in the log when machines come and go, not when money moves', () => {
    const before = watched(cloud([1]));
    const line = (event: CloudEvent) => logLine(event, watched(event), before);
    expect(line(cloud([1, 2], { spentUsd: 1.5 }))).toBeUndefined();
    expect(line(cloud([], { spot: 0, limitUsd: 2 }))).toBe('machines: 1 on-demand; spent $1.25 of $2.00');
    expect(logLine(cloud([], { spot: 0, onDemand: 0 }), before)).toBeUndefined();
  });

  it.each([
    [[], ''],
    [[3], '3'],
    [[11, 10, 1], '1, 10-11'],
  ])('numbers %j: %s', (numbers, text) => expect(numbersText(numbers)).toBe(text));
});
