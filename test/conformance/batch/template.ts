import { resourcesOf, type Template } from '../aws/template.ts';
import type { RetryStrategy } from './retry.ts';

/** A job definition, in the words of the template. */
export interface JobDefinition {
  readonly arn: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly retryStrategy: RetryStrategy;
  readonly attemptSeconds: number | undefined;
}

/** A queue, with what its first compute environment makes of the instances that its jobs run on. */
export interface JobQueue {
  readonly arn: string;
  readonly name: string;
  readonly computeEnvironment: string;
  readonly purchase: 'spot' | 'on-demand';
  readonly instanceType: string;
}

export function jobDefinitions(template: Template): readonly JobDefinition[] {
  return resourcesOf<DefinitionProperties>(template, 'AWS::Batch::JobDefinition').map(({ arn, properties }) => {
    const { ContainerProperties: container, RetryStrategy: retry = {}, Timeout: timeout } = properties;
    return {
      arn,
      environment: Object.fromEntries((container.Environment ?? []).map(({ Name, Value }) => [Name, Value])),
      retryStrategy: {
        attempts: retry.Attempts ?? 1,
        rules: (retry.EvaluateOnExit ?? []).map((rule) => ({
          retries: rule.Action.toUpperCase() === 'RETRY',
          onStatusReason: rule.OnStatusReason,
          onReason: rule.OnReason,
          onExitCode: rule.OnExitCode,
        })),
      },
      attemptSeconds: timeout?.AttemptDurationSeconds,
    };
  });
}

export function jobQueues(template: Template): readonly JobQueue[] {
  const environments = resourcesOf<EnvironmentProperties>(template, 'AWS::Batch::ComputeEnvironment');
  return resourcesOf<QueueProperties>(template, 'AWS::Batch::JobQueue').map(({ arn, logicalId, properties }) => {
    const [first] = properties.ComputeEnvironmentOrder.toSorted((a, b) => a.Order - b.Order);
    const environment = environments.find((candidate) => candidate.arn === first?.ComputeEnvironment);
    if (!environment) throw new Error(`queue ${logicalId}: the template has no ${first?.ComputeEnvironment}`);
    const { Type, InstanceTypes } = environment.properties.ComputeResources;
    const purchase = Type === 'SPOT' ? 'spot' : 'on-demand';
    return {
      arn,
      name: logicalId,
      computeEnvironment: environment.logicalId,
      purchase,
      instanceType: InstanceTypes[0]!,
    };
  });
}

interface DefinitionProperties {
  readonly ContainerProperties: {
    readonly Environment?: readonly { readonly Name: string; readonly Value: string }[];
  };
  readonly RetryStrategy?: {
    readonly Attempts?: number;
    readonly EvaluateOnExit?: readonly {
      readonly Action: string;
      readonly OnStatusReason?: string;
      readonly OnReason?: string;
      readonly OnExitCode?: string;
    }[];
  };
  readonly Timeout?: { readonly AttemptDurationSeconds?: number };
}

interface QueueProperties {
  readonly ComputeEnvironmentOrder: readonly { readonly Order: number; readonly ComputeEnvironment: string }[];
}

interface EnvironmentProperties {
  readonly ComputeResources: { readonly Type: string; readonly InstanceTypes: readonly string[] };
}
