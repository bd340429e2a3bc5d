import { expect, it } from 'vitest';
import { capOf } from '../../lib/pipeline/budget.ts';
import { loadContext } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { BUDGET_REACHED } from '../../lib/trial/exit-codes.ts';
import { whenTraining } from './moments.ts';
import { outcomeOf } from './outcome.ts';
import { describeStack } from './suite.ts';
import { localOutcome, specOf } from './tiny.ts';

const id = 'tiny-1';

await describeStack('the budget of a search', (deployed) => {
  it('ends its candidates when it is used up in the middle of a generation, and pays for the finalist', async () => {
    const { executions, stores, batch } = await deployed({ room: 1 });
    const training = whenTraining(batch, { trial: 2 });
    const spec = specOf({ generation: 6, budget: { trials: 6, usd: 100 } });
    const execution = await executions.start(id, { searchId: id, spec });
    await training;
    // From now on the candidates may cost what is paid by now, their part of the whole.
    const { search, manifest } = await loadContext({ ...stores, trainers: { gpu: '', cpu: '' } } as Ports, id);
    const part = capOf(search, 'search', manifest)! / 100;
    const usd = (await stores.ledger.spent(id)) / part;
    await stores.trials.holdSearch(id, { execution: search.execution!, usd });

    expect(await executions.ended(execution)).toEqual({ status: 'SUCCEEDED' });
    const trials = await stores.trials.list(id);
    const states = (kind: string) => trials.filter((trial) => trial.kind === kind).map(({ state }) => state);
    expect(states('search')).toContain('complete');
    expect(states('search')).toContain('predicted');
    expect(states('search')).not.toContain('failed');
    expect(states('final')).toEqual(['complete']);
    expect(batch.jobs.flatMap(({ attempts }) => attempts.map(({ exitCode }) => exitCode))).toContain(BUDGET_REACHED);
    expect(await stores.ledger.spent(id)).toBeLessThanOrEqual(usd);
  });

  it('lets nothing begin that it cannot pay for, and once it is raised the search ends as any other', async () => {
    const { executions, stores, batch } = await deployed();
    // Not enough for the start of one machine.
    const spec = specOf({ budget: { trials: 6, usd: 0.001 } });
    expect(await executions.run(id, { searchId: id, spec })).toMatchObject({
      status: 'FAILED',
      cause: expect.stringMatching(/0\.00 of 0\.001 USD are spent and no finalist is trained; nothing is lost/),
    });
    expect(batch.jobs.map(({ attempts }) => attempts.map(({ exitCode }) => exitCode))).toEqual([[BUDGET_REACHED]]);
    expect(await stores.ledger.spent(id)).toBe(0);

    expect(await executions.run('again', { searchId: id, usd: 100 })).toEqual({ status: 'SUCCEEDED' });
    expect(await outcomeOf(stores, id)).toEqual(await localOutcome(id, specOf()));
  });
});
