import { describe, expect, it } from 'vitest';
import { readContext } from '../../lib/cloud/context.ts';

const read = (given: Record<string, unknown>) => () => readContext((key) => given[key]);

const PROFILE_TYPES =
  'x86-64 instance types such as c7i.large, or with GPUs g4dn, g5, g6, g6e from xlarge on, with commas between them ' +
  '(not ARM, such as c7g.large: the image of the trainer is built for x86-64)';

describe('the context of a deployment', () => {
  it('has defaults', () =>
    expect(read({})()).toEqual({
      stackName: 'Spotnas',
      maxVcpus: 256,
      maxOnDemandVcpus: 16,
      maxCpuVcpus: 64,
      gpuTypes: ['g4dn.xlarge', 'g5.xlarge', 'g6.xlarge', 'g6e.xlarge'],
      profileTypes: [],
      zones: 3,
      monthlyBudgetUsd: 100,
      dashboard: true,
      retainData: true,
      spaceModules: false,
    }));

  it('takes text, as the command line gives it', () =>
    expect(
      read({
        stackName: 'nas-2',
        maxVcpus: '64',
        maxOnDemandVcpus: '4',
        maxCpuVcpus: '2',
        gpuTypes: 'g6.xlarge,g4dn.xlarge',
        profileTypes: 'c7i.large,g5.xlarge,c7i.large',
        zones: '2',
        email: 'nas@example.org',
        monthlyBudgetUsd: '12.5',
        dashboard: 'false',
        retainData: 'false',
        spaceModules: 'true',
      })(),
    ).toEqual({
      stackName: 'nas-2',
      maxVcpus: 64,
      maxOnDemandVcpus: 4,
      maxCpuVcpus: 2,
      gpuTypes: ['g6.xlarge', 'g4dn.xlarge'],
      profileTypes: ['c7i.large', 'g5.xlarge'],
      zones: 2,
      email: 'nas@example.org',
      monthlyBudgetUsd: 12.5,
      dashboard: false,
      retainData: false,
      spaceModules: true,
    }));

  it('takes values, as cdk.json gives them', () =>
    expect(
      read({
        maxVcpus: 8,
        gpuTypes: ['g5.xlarge'],
        profileTypes: ['m7i.xlarge'],
        dashboard: false,
        retainData: true,
      })(),
    ).toMatchObject({
      maxVcpus: 8,
      gpuTypes: ['g5.xlarge'],
      profileTypes: ['m7i.xlarge'],
      dashboard: false,
      retainData: true,
    }));

  it.each([
    [{ maxVcpus: '2' }, 'maxVcpus: got "2"; allowed: a whole number from 4 to 10000'],
    [{ maxVcpus: 'many' }, 'maxVcpus: got "many"; allowed: a whole number from 4 to 10000'],
    [{ maxVcpus: 4.5 }, 'maxVcpus: got 4.5; allowed: a whole number from 4 to 10000'],
    [{ maxOnDemandVcpus: 0 }, 'maxOnDemandVcpus: got 0; allowed: a whole number from 4 to 10000'],
    [{ maxCpuVcpus: 1 }, 'maxCpuVcpus: got 1; allowed: a whole number from 2 to 10000'],
    [{ stackName: '2nas' }, 'stackName: got "2nas"; allowed: a letter, then up to 127 letters, digits and hyphens'],
    [
      { gpuTypes: 'p5.48xlarge,g5.xlarge' },
      'gpuTypes: got "p5.48xlarge,g5.xlarge"; allowed: one or more of g4dn.xlarge, g5.xlarge, g6.xlarge, g6e.xlarge, ' +
        'with commas between them',
    ],
    [
      { profileTypes: ['c7i.large', 'c7g.large'] },
      `profileTypes: got ["c7i.large","c7g.large"]; allowed: ${PROFILE_TYPES}`,
    ],
    [{ profileTypes: 'fast' }, `profileTypes: got "fast"; allowed: ${PROFILE_TYPES}`],
    [{ profileTypes: 'c7i.large,' }, `profileTypes: got "c7i.large,"; allowed: ${PROFILE_TYPES}`],
    [{ zones: 0 }, 'zones: got 0; allowed: a whole number from 1 to 6'],
    [{ email: 'me' }, 'email: got "me"; allowed: an e-mail address'],
    [{ monthlyBudgetUsd: -1 }, 'monthlyBudgetUsd: got -1; allowed: US dollars, 0 for no budget'],
    [{ dashboard: 'no' }, 'dashboard: got "no"; allowed: true or false'],
    [{ retainData: 0 }, 'retainData: got 0; allowed: true or false'],
  ])('%j is refused by name', (given, message) =>
    expect(read(given)).toThrow(new RangeError(`cdk context ${message}`)),
  );

  it('names every wrong key', () =>
    expect(read({ stackName: '', maxVcpus: 1 })).toThrow(/stackName: .*\n.*maxVcpus: /));
});
