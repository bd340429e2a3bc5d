import { describe, expect, it } from 'vitest';
import { readSearchInput, type SearchInput } from '../../lib/pipeline/input.ts';
import { specOf } from '../local/simulation.ts';

const target = { queue: 'q', onDemandQueue: 'o', definition: 'd' };
const targets = { gpu: target, cpu: target };
const read = (input: SearchInput, name = 'digits-1', spaceModules = false) =>
  readSearchInput({ input, execution: `arn:${name}`, name, targets }, { spaceModules });

describe('the input of an execution', () => {
  it('names the search after the execution, and has defaults', () => {
    const input = { spec: specOf() as never };
    const limits = { maxConcurrency: 100, continueAfter: 250 };
    expect(read(input)).toMatchObject({ searchId: 'digits-1', execution: 'arn:digits-1', targets, ...limits });
    expect(read({ ...input, searchId: 'mine' }).searchId).toBe('mine');
  });

  it('resumes without a specification, with another limit if one is given', () => {
    expect(read({ searchId: 'digits-1' }, 'again')).not.toHaveProperty('spec');
    expect(read({ searchId: 'digits-1' }, 'again')).not.toHaveProperty('usd');
    expect(read({ searchId: 'digits-1', usd: 2.5 }, 'again')).toMatchObject({ searchId: 'digits-1', usd: 2.5 });
  });

  it.each<[SearchInput, string, string]>([
    [{}, 'Digits', 'searchId, or the execution\'s name: got "Digits"; allowed: up to 60 lower-case letters'],
    [{ searchId: 'a/b' }, 'digits', 'searchId: got "a/b"; allowed: up to 60 lower-case letters'],
    [{ usd: 0 }, 'digits', 'usd: got 0; allowed: a number above 0'],
    [{ usd: '5' as never }, 'digits', 'usd: got "5"; allowed: a number above 0'],
    [{ maxConcurrency: 0 }, 'digits', 'maxConcurrency: got 0; allowed: a whole number from 1'],
    [{ maxConcurrency: 1.5 }, 'digits', 'maxConcurrency: got 1.5; allowed: a whole number from 1'],
    [{ continueAfter: 2 }, 'digits', 'continueAfter: got 2; allowed: a whole number from 3'],
  ])('%j of execution %s is refused', (input, name, message) => expect(() => read(input, name)).toThrow(message));

  it.each(['module', { name: 'module', source: 'throw Error("run")' }])(
    'brings a space as code only where that is allowed: %j',
    (space) => {
      const input = { spec: { ...specOf(), space } as never };
      expect(() => read(input)).toThrow('space: got module; allowed on this stack: the other spaces');
      expect(() => read(input, 'digits-1', true)).toThrow(/space\.file.*(got "space\.ts"|missing|got)/);
    },
  );

  it('is refused with every fault of its specification', () => {
    const spec = { ...specOf(), budget: { trials: 0 }, generation: 0 } as never;
    expect(() => read({ spec })).toThrow(/budget\.trials.*got 0[\s\S]*generation.*got 0/);
  });
});
