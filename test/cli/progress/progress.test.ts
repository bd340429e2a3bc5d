import { describe, expect, it } from 'vitest';
import { logLine } from '../../../lib/cli/progress/lines.ts';
import { renderProgress } from '../../../lib/cli/progress/render.ts';
import { advance, initialProgress, type ProgressState, secondsLeft } from '../../../lib/cli/progress/state.ts';
import type { SearchEvent } from '../../../lib/local/events.ts';
import { parseSpecification } from '../../../lib/spec/parse.ts';
import { SPEC } from '../harness.ts';

const spec = parseSpecification(`${SPEC}recipe: { epochs: 2 }\nfinalists: { count: 1, epochs: 4 }`, 'a.yaml');

/** The state after events that come one second apart. */
const watched = (...events: readonly SearchEvent[]): ProgressState =>
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
const complete = (number: number, accuracy: number): SearchEvent => ({
  type: 'trial',
  number,
  state: 'complete',
  accuracy,
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
      'digits-1  reading the data and measuring this machine',
    );
  });

  it('starts counting anew with the finalists and keeps the best of the search', () => {
    const state = watched(generation, complete(1, 0.97), { type: 'finalists', count: 1 }, complete(5, 0.99));
    expect(renderProgress(state, 0)[0]).toContain('retraining the best · 1 of 1 trained');
    expect(state.best).toMatchObject({ number: 1, accuracy: 0.97 });
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
