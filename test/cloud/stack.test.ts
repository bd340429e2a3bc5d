import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import aslValidator from 'asl-validator';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { StateMachine } from 'aws-local-stepfunctions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SpotnasStack } from '../../lib/cloud/stack.ts';
import { definitionOf, localDefinition } from '../../lib/local/definition.ts';

const projectRoot = resolve(import.meta.dirname, '..', '..');
const trainer = 'graph/tensorflow-2.21.0-cuda';

/** Synthesised as `cdk synth` does it, Lambdas bundled. */
describe('the stack', () => {
  let outdir: string;
  let template: Template;

  beforeAll(() => {
    outdir = mkdtempSync(join(tmpdir(), 'spotnas-stack-'));
    const app = new App({ outdir, analyticsReporting: false });
    template = Template.fromStack(new SpotnasStack(app, 'Spotnas', { projectRoot, trainer, maxVcpus: 256 }));
    app.synth();
  });
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  it('is what the local runner executes, byte for byte once references are resolved', () => {
    const synthesised = definitionOf(template.toJSON() as never);
    expect(localDefinition(projectRoot, trainer).text).toBe(synthesised);
    expect(localDefinition(projectRoot, 'layers/wasm-4.22.0').text).toBe(synthesised);
  });

  it('has a valid state machine in which every task has a time-out', () => {
    const definition = JSON.parse(definitionOf(template.toJSON() as never));
    expect(aslValidator(definition)).toMatchObject({ isValid: true, errors: [] });
    expect(() => new StateMachine(definition)).not.toThrow();
    const tasks = tasksOf(definition.States);
    expect(tasks.length).toBeGreaterThan(8);
    for (const [name, task] of tasks) expect(task.TimeoutSeconds, name).toBeGreaterThan(0);
  });

  it('bundles Lambdas without TensorFlow', () => {
    const bundles = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('index.mjs'),
    );
    expect(bundles).toHaveLength(2);
    for (const bundle of bundles) {
      expect(readFileSync(join(outdir, bundle), 'utf8')).not.toMatch(/tfjs|tensorflow\/tfjs-node/);
      expect(statSync(join(outdir, bundle)).size).toBeLessThan(2_000_000);
    }
  });

  it('runs trainers on spot GPUs that shrink to nothing', () => {
    template.hasResourceProperties('AWS::Batch::ComputeEnvironment', {
      ComputeResources: Match.objectLike({
        Type: 'SPOT',
        MinvCpus: 0,
        AllocationStrategy: 'SPOT_PRICE_CAPACITY_OPTIMIZED',
        InstanceTypes: ['g4dn.xlarge', 'g5.xlarge', 'g6.xlarge'],
        Ec2Configuration: [{ ImageType: 'ECS_AL2023_NVIDIA' }],
      }),
    });
    template.hasResourceProperties('AWS::Batch::JobDefinition', {
      ContainerProperties: Match.objectLike({
        ResourceRequirements: Match.arrayWith([{ Type: 'GPU', Value: '1' }]),
      }),
      RetryStrategy: {
        Attempts: 5,
        EvaluateOnExit: [
          { Action: 'RETRY', OnStatusReason: 'Host EC2*' },
          { Action: 'RETRY', OnReason: 'CannotPullContainerError:*' },
          { Action: 'EXIT', OnReason: '*' },
        ],
      },
    });
  });

  it('may submit to its own queue only, and stop what it started', () => {
    const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
    );
    const submit = statements.filter(({ Action }) => [Action].flat().includes('batch:SubmitJob'));
    expect(submit).toHaveLength(1);
    expect(JSON.stringify(submit[0]!.Resource)).not.toContain('*');
    expect(statements.some(({ Action }) => [Action].flat().includes('batch:TerminateJob'))).toBe(true);
    const wide = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    expect(new Set(wide)).toEqual(WIDE);
  });

  it('keeps data private, encrypted and on TLS', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      }),
    });
    template.resourceCountIs('AWS::EC2::NatGateway', 0);
  });
});

/** Actions for which AWS knows no resource, so that `*` is all there is. */
const WIDE = new Set([
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html
  'batch:DescribeJobs',
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
  'ecr:GetAuthorizationToken',
  // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

type Task = { Type: string; TimeoutSeconds?: number; ItemProcessor?: { States: Record<string, Task> } };
const tasksOf = (states: Record<string, Task>): [string, Task][] =>
  Object.entries(states).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [[name, state] as [string, Task]] : []),
    ...(state.ItemProcessor ? tasksOf(state.ItemProcessor.States) : []),
  ]);
