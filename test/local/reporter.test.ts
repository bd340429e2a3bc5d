import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { SearchEvent } from '../../lib/local/events.ts';
import { Reporter } from '../../lib/local/reporter.ts';
import { openStores } from '../../lib/store/open.ts';
import { completeTrial } from '../pipeline/trials.ts';

it('tells each trial once, as soon as its trainer says that it has ended', async () => {
  const home = mkdtempSync(join(tmpdir(), 'spotnas-reporter-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const { trials } = await openStores(`file:${home}`);
  const all = [1, 2].map((number) => completeTrial(number, 0.9));
  const { searchId, result } = all[0]!;
  await trials.createSearch(searchId, {});
  await trials.propose(
    all.map(({ result: _result, predicted: _predicted, ...trial }) => ({ ...trial, state: 'proposed' })),
  );
  for (const trial of all) await trials.predict(trial, { latencyMs: 2 }, true);
  const events: SearchEvent[] = [];
  const reporter = new Reporter(trials, searchId, (event) => events.push(event));

  const progress = { type: 'progress', number: 1, epoch: 1, epochs: 2, step: 3, steps: 8, loss: 0.5 };
  await reporter.trainerSaid(progress);
  await trials.lease(all[0]!, 'a');
  await trials.complete(all[0]!, 'a', result!);
  await reporter.trainerSaid({ type: 'ended', number: 1 });
  const first = { type: 'trial', number: 1, state: 'complete', score: 0.9, latencyMs: 2 };
  expect(events).toEqual([progress, first]);

  await trials.lease(all[1]!, 'a');
  await trials.fail(all[1]!, 'a', 'the loss is NaN');
  await Promise.all([reporter.jobDone(), reporter.trainerSaid({ type: 'ended', number: 2 })]);
  expect(events.slice(2)).toEqual([
    { type: 'trial', number: 2, state: 'failed', latencyMs: 2, failure: 'the loss is NaN' },
  ]);
});
