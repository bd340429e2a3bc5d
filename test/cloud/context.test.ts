import { describe, expect, it } from 'vitest';
import { readContext } from '../../lib/cloud/context.ts';

const read = (given: Record<string, unknown>) => () => readContext((key) => given[key]);

describe('the context of a deployment', () => {
  it('has defaults', () => expect(read({})()).toEqual({ stackName: 'Spotnas', maxVcpus: 256 }));

  it('takes numbers as the command line gives them', () =>
    expect(read({ stackName: 'nas-2', maxVcpus: '64' })()).toEqual({ stackName: 'nas-2', maxVcpus: 64 }));

  it.each([
    [{ maxVcpus: '2' }, 'cdk context maxVcpus: got "2"; allowed: a whole number from 4 to 10000'],
    [{ maxVcpus: 'many' }, 'cdk context maxVcpus: got "many"; allowed: a whole number from 4 to 10000'],
    [{ maxVcpus: 4.5 }, 'cdk context maxVcpus: got 4.5; allowed: a whole number from 4 to 10000'],
    [
      { stackName: '2nas' },
      'cdk context stackName: got "2nas"; allowed: a letter, then up to 127 letters, digits and hyphens',
    ],
  ])('%j is refused by name', (given, message) => expect(read(given)).toThrow(new RangeError(message)));

  it('names every wrong key', () =>
    expect(read({ stackName: '', maxVcpus: 1 })).toThrow(/stackName: .*\n.*maxVcpus: /));
});
