import { describe, expect, it } from 'vitest';
import { profileMachine } from '../../lib/cloud/profile-machine.ts';
import { profileQueues } from '../../lib/remote/profile-queues.ts';
import { readJson, synthesise } from './synth.ts';
import { templateWith } from './template.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const { outdir, template } = synthesise({
  validated: true,
  context: { profileTypes: 'c7i.large,g5.12xlarge,m7i-flex.xlarge' },
});
const { Resources, Outputs } = template.toJSON();
const resources: Readonly<Record<string, Resource>> = Resources;
const usual: Readonly<Record<string, Resource>> = synthesise().template.toJSON().Resources;

/** The output as CloudFormation resolves it, with references as the ids of resources. */
const queues = profileQueues({ ProfileQueues: resolved(Outputs.ProfileQueues.Value) });

function resolved(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
  if (Ref) return Ref as string;
  if (attribute) return (attribute as string[])[0]!;
  const [between, parts] = join as [string, unknown[]];
  return parts.map(resolved).join(between);
}

describe('instance types to be measured', () => {
  it.each([
    ['c7i.large', 'ECS_AL2023', 2, { VCPU: '2', MEMORY: '3072' }, undefined],
    ['m7i-flex.xlarge', 'ECS_AL2023', 4, { VCPU: '4', MEMORY: '3072' }, undefined],
    ['g5.12xlarge', 'ECS_AL2023_NVIDIA', 48, { VCPU: '48', MEMORY: '14336', GPU: '1' }, '1'],
  ])(
    '%s has a queue on demand for one machine at a time, and a job that takes all of it',
    (type, image, vcpus, share, gpu) => {
      const { queue, definition } = queues.get(type)!;
      const [{ ComputeEnvironment }] = resources[queue]!.Properties.ComputeEnvironmentOrder as [
        { ComputeEnvironment: { 'Fn::GetAtt': [string, string] } },
      ];
      expect(resources[ComputeEnvironment['Fn::GetAtt'][0]]!.Properties.ComputeResources).toMatchObject({
        Type: 'EC2',
        InstanceTypes: [type],
        Ec2Configuration: [{ ImageType: image }],
        MinvCpus: 0,
        MaxvCpus: vcpus,
      });
      const { ContainerProperties, Timeout } = resources[definition]!.Properties as {
        readonly ContainerProperties: Readonly<Record<string, { Name?: string; Type?: string; Value: string }[]>>;
        readonly Timeout: object;
      };
      const { ResourceRequirements, Environment } = ContainerProperties;
      expect(Object.fromEntries(ResourceRequirements!.map(({ Type, Value }) => [Type, Value]))).toEqual(share);
      expect(Environment!.find(({ Name }) => Name === 'SPOTNAS_EXPECT_GPU')?.Value).toBe(gpu);
      expect(Timeout).toEqual({ AttemptDurationSeconds: 3600 });
    },
  );

  it('are three, and add queues and jobs alone: no permission, and nothing that costs while idle', () => {
    expect([...queues.keys()]).toEqual(['c7i.large', 'g5.12xlarge', 'm7i-flex.xlarge']);
    const added = Object.entries(resources).filter(([id]) => !usual[id]);
    const kinds = Object.groupBy(added, ([, { Type }]) => Type);
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, all]) => [kind, all!.length]))).toEqual({
      'AWS::Batch::ComputeEnvironment': 3,
      'AWS::Batch::JobQueue': 3,
      'AWS::Batch::JobDefinition': 3,
      'AWS::IAM::InstanceProfile': 3,
    });
    expect(Object.fromEntries(Object.keys(usual).map((id) => [id, resources[id]]))).toEqual(usual);
  });

  it('pass the checks of a synthesis', () => {
    const { pluginReports } = readJson(outdir, 'validation-report.json') as {
      readonly pluginReports: readonly { readonly pluginName: string; readonly violations: readonly unknown[] }[];
    };
    expect(pluginReports.map(({ pluginName }) => pluginName)).toContain('AwsSolutions');
    expect(pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('are none unless a deployment names some', () => {
    const without = templateWith({}).toJSON();
    expect(without.Outputs.ProfileQueues).toBeUndefined();
    expect(profileQueues({}).size).toBe(0);
  });
});

describe('the machine of an instance type', () => {
  it.each([
    ['c7i.large', 2, 'cpu'],
    ['m7i-flex.large', 2, 'cpu'],
    ['r5dn.xlarge', 4, 'cpu'],
    ['x2iedn.16xlarge', 64, 'cpu'],
    ['t3a.2xlarge', 8, 'cpu'],
    ['g4dn.xlarge', 4, 'cuda'],
    ['g6e.2xlarge', 8, 'cuda'],
  ])('%s has %d vCPUs and runs the trainer for %s', (type, vcpus, device) =>
    expect(profileMachine(type)).toMatchObject({ machines: { types: [type] }, vcpus, device }),
  );

  it.each([
    ...['c7g.large', 'm8gd.xlarge', 't4g.large', 'r8gn.2xlarge', 'im4gn.large', 'x2gd.large', 'a1.large', 'g5g.xlarge'],
    ...['p5.48xlarge', 'g6f.xlarge', 'g4ad.xlarge', 'inf2.xlarge', 'trn1.2xlarge', 'g5.large'],
    ...['c7i', 'c7i.', 'c7i.metal', 'c7i.0xlarge', 't3.micro', 'c7a.medium', 'C7i.large', 'c7i.large ', ''],
  ])('%j has none', (type) => expect(profileMachine(type)).toBeUndefined());
});
