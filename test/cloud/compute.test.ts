import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { readJson, synthesise } from './synth.ts';
import { templateWith } from './template.ts';

const { outdir, template } = synthesise();

const GPU = {
  ec2: [{ ImageType: 'ECS_AL2023_NVIDIA' }],
  types: ['g4dn.xlarge', 'g5.xlarge', 'g6.xlarge', 'g6e.xlarge'],
};
const CPU = {
  ec2: [{ ImageType: 'ECS_AL2023' }],
  types: ['c6i.large', 'm6i.large', 'r6i.large'],
};
const SPOT = { Type: 'SPOT', AllocationStrategy: 'SPOT_PRICE_CAPACITY_OPTIMIZED' };
const ON_DEMAND = { Type: 'EC2', AllocationStrategy: 'BEST_FIT_PROGRESSIVE' };

const only = (resources: Readonly<Record<string, unknown>>) => {
  expect(Object.keys(resources)).toHaveLength(1);
  return Object.keys(resources)[0]!;
};

describe('the queues', () => {
  it.each([
    ['GPUs on spot', 'GpuQueueArn', { ...GPU, bought: SPOT, MaxvCpus: 256 }],
    ['GPUs on demand', 'GpuOnDemandQueueArn', { ...GPU, bought: ON_DEMAND, MaxvCpus: 16 }],
    ['CPUs on spot', 'CpuQueueArn', { ...CPU, bought: SPOT, MaxvCpus: 64 }],
    ['CPUs on demand', 'CpuOnDemandQueueArn', { ...CPU, bought: ON_DEMAND, MaxvCpus: 16 }],
  ])(
    'of %s has one environment of its own, which shrinks to nothing',
    (_, output, { ec2, types, bought, MaxvCpus }) => {
      const [id] = template.toJSON().Outputs[output].Value['Fn::GetAtt'];
      const order = template.toJSON().Resources[id].Properties.ComputeEnvironmentOrder;
      const environments = template.findResources('AWS::Batch::ComputeEnvironment', {
        Properties: {
          Type: 'managed',
          State: 'ENABLED',
          ComputeResources: {
            ...bought,
            InstanceTypes: types,
            Ec2Configuration: ec2,
            MinvCpus: 0,
            MaxvCpus,
          },
        },
      });
      expect(order).toEqual([
        { ComputeEnvironment: { 'Fn::GetAtt': [only(environments), 'ComputeEnvironmentArn'] }, Order: 1 },
      ]);
    },
  );

  it('are four', () => {
    template.resourceCountIs('AWS::Batch::JobQueue', 4);
    template.resourceCountIs('AWS::Batch::ComputeEnvironment', 4);
  });

  it('cancel what is stuck: soon if it fits nowhere, later if there is no capacity', () => {
    const action = (Reason: string, MaxTimeSeconds: number) => ({
      Action: 'CANCEL',
      State: 'RUNNABLE',
      Reason,
      MaxTimeSeconds,
    });
    template.allResourcesProperties('AWS::Batch::JobQueue', {
      JobStateTimeLimitActions: [
        action('CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY', 7200),
        action('MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE', 600),
        action('MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT', 600),
      ],
    });
  });

  it('are updated in place, to the newest image and the newest launch template', () => {
    const launch = only(template.findResources('AWS::EC2::LaunchTemplate'));
    template.allResourcesProperties('AWS::Batch::ComputeEnvironment', {
      ReplaceComputeEnvironment: false,
      ServiceRole: Match.absent(),
      UpdatePolicy: { TerminateJobsOnUpdate: false, JobExecutionTimeoutMinutes: 30 },
      ComputeResources: Match.objectLike({
        UpdateToLatestImageVersion: true,
        LaunchTemplate: {
          LaunchTemplateId: { Ref: launch },
          Version: { 'Fn::GetAtt': [launch, 'LatestVersionNumber'] },
        },
      }),
    });
  });

  it('are as large as the deployment says, in as many zones', () => {
    const other = templateWith({ maxVcpus: 8, maxOnDemandVcpus: 4, maxCpuVcpus: 2, gpuTypes: 'g5.xlarge', zones: 2 });
    const environments = Object.values(other.findResources('AWS::Batch::ComputeEnvironment'));
    const resources = environments.map(({ Properties }) => Properties.ComputeResources);
    expect(resources.map(({ Type, MaxvCpus }) => `${Type} ${MaxvCpus}`)).toEqual([
      'SPOT 8',
      'EC2 4',
      'SPOT 2',
      'EC2 4',
    ]);
    expect(resources.slice(0, 2).map(({ InstanceTypes }) => InstanceTypes)).toEqual([['g5.xlarge'], ['g5.xlarge']]);
    for (const { Subnets } of resources) expect(Subnets).toHaveLength(2);
    other.resourceCountIs('AWS::EC2::Subnet', 2);
  });
});

describe('instances', () => {
  it('have an encrypted disk, metadata for containers too and TLS as the only way out', () => {
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: Match.objectLike({
        BlockDeviceMappings: [
          { DeviceName: '/dev/xvda', Ebs: Match.objectLike({ Encrypted: true, VolumeType: 'gp3' }) },
        ],
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 },
      }),
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.absent(),
      SecurityGroupEgress: [Match.objectLike({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 })],
    });
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
  });

  it('drain when they are reclaimed and leave time for a checkpoint', () => {
    const text = JSON.stringify(template.findResources('AWS::EC2::LaunchTemplate'));
    expect(text).toContain('multipart/mixed');
    expect(text).toContain('echo ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config');
    expect(text).toContain('echo ECS_CONTAINER_STOP_TIMEOUT=90s >> /etc/ecs/ecs.config');
  });
});

describe('the trainers', () => {
  it.each([
    ['GPUs', 'cuda', { MEMORY: '14336', VCPU: '4', GPU: '1' }, { SPOTNAS_EXPECT_GPU: '1' }],
    ['CPUs', 'cpu', { MEMORY: '3072', VCPU: '2' }, {}],
  ])('on %s have an image built for them, their share of a machine and the variables', (_, device, share, more) => {
    const { image, requirements, environment } = definitions(template).find(({ prefix }) => prefix === device)!;
    expect(imageArguments(image)).toEqual({ DEVICE: device });
    expect(requirements).toEqual(share);
    expect(environment).toEqual({
      SPOTNAS_STORE: expect.anything(),
      SPOTNAS_TRAINER: 'graph/tensorflow-2.21.0-cuda',
      SPOTNAS_CPU_TRAINER: 'graph/tensorflow-2.21.0-cpu',
      AWS_REGION: { Ref: 'AWS::Region' },
      ...more,
    });
  });

  it('are two, of one Dockerfile', () => {
    template.resourceCountIs('AWS::Batch::JobDefinition', 2);
    const files = images().map(({ source }) => source.dockerFile);
    expect(files).toEqual(['containers/trainer/Dockerfile', 'containers/trainer/Dockerfile']);
  });

  it('are tried again when AWS took the machine or did not give the image, and for nothing else', () => {
    template.allResourcesProperties('AWS::Batch::JobDefinition', {
      RetryStrategy: {
        Attempts: 5,
        EvaluateOnExit: [
          { Action: 'RETRY', OnStatusReason: 'Host EC2*' },
          { Action: 'RETRY', OnExitCode: '143' },
          { Action: 'RETRY', OnReason: 'CannotPullContainerError:*' },
          { Action: 'EXIT', OnReason: '*' },
        ],
      },
    });
  });

  it('end after half a day at the latest', () => {
    template.allResourcesProperties('AWS::Batch::JobDefinition', { Timeout: { AttemptDurationSeconds: 43_200 } });
  });

  it('log to one group, which the command line finds', () => {
    const group = template.toJSON().Outputs.TrainerLogGroupName.Value;
    template.allResourcesProperties('AWS::Batch::JobDefinition', {
      ContainerProperties: Match.objectLike({
        LogConfiguration: { LogDriver: 'awslogs', Options: Match.objectLike({ 'awslogs-group': group }) },
      }),
    });
  });
});

interface Pair {
  readonly Name: string;
  readonly Type: string;
  readonly Value: unknown;
}

function definitions(of: Template) {
  return Object.values(of.findResources('AWS::Batch::JobDefinition')).map(({ Properties }) => {
    const { Image, ResourceRequirements, Environment, LogConfiguration } = Properties.ContainerProperties;
    return {
      image: JSON.stringify(Image),
      prefix: LogConfiguration.Options['awslogs-stream-prefix'] as string,
      requirements: Object.fromEntries((ResourceRequirements as Pair[]).map(({ Type, Value }) => [Type, Value])),
      environment: Object.fromEntries((Environment as Pair[]).map(({ Name, Value }) => [Name, Value])),
    };
  });
}

interface Assets {
  readonly dockerImages: Readonly<
    Record<string, { readonly source: { readonly dockerFile: string; readonly dockerBuildArgs: object } }>
  >;
}

function images() {
  const { dockerImages } = readJson(outdir, 'Spotnas.assets.json') as Assets;
  return Object.entries(dockerImages).map(([hash, { source }]) => ({ hash, source }));
}

const imageArguments = (image: string) => images().find(({ hash }) => image.includes(hash))?.source.dockerBuildArgs;
