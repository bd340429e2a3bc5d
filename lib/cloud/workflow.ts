import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { JobTargets } from '../pipeline/input.ts';
import type { Compute } from './compute.ts';
import { searchDefinition } from './definition.ts';
import type { Functions } from './functions.ts';
import type { JobTarget } from './job-target.ts';
import { monthOfLogs } from './logs.ts';
import { acknowledgeWildcard } from './wildcard.ts';

export interface WorkflowProps {
  readonly functions: Functions;
  readonly compute: Compute;
}

/** The search as a Step Functions state machine. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { functions, compute }: WorkflowProps) {
    super(scope, id);
    const targets = { gpu: targetOf(compute.gpu), cpu: targetOf(compute.cpu) };
    this.stateMachine = new StateMachine(this, 'Search', {
      definitionBody: DefinitionBody.fromChainable(searchDefinition(this, { functions, targets })),
      tracingEnabled: true,
      logs: {
        destination: monthOfLogs(this, 'Logs'),
        // Every event, without inputs and outputs: those stay in the execution's history.
        level: LogLevel.ALL,
      },
    });
    this.allowJobs(targets);
    this.acknowledgeWildcards();
  }

  /**
   * Submitting, following and stopping jobs; without TerminateJob a stopped execution would leave its jobs running.
   * https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html
   */
  private allowJobs(targets: JobTargets): void {
    const { stateMachine } = this;
    const stack = Stack.of(this);
    const job = stack.formatArn({ service: 'batch', resource: 'job', resourceName: '*' });
    const rule = stack.formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: 'StepFunctionsGetEventsForBatchJobsRule',
    });
    const allow = (actions: string[], resources: string[]) =>
      stateMachine.addToRolePolicy(new PolicyStatement({ actions, resources }));
    allow(
      ['batch:SubmitJob'],
      Object.values(targets).flatMap((target) => Object.values(target)),
    );
    allow(['batch:DescribeJobs'], ['*']);
    allow(['batch:TerminateJob'], [job]);
    allow(['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], [rule]);
    acknowledgeWildcard(
      stateMachine,
      job,
      'Batch makes up the id of a job. Tags would not narrow it: a role that tags what it submits can tag any job. ' +
        'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html',
    );
  }

  private acknowledgeWildcards(): void {
    const { stateMachine } = this;
    acknowledgeWildcard(
      stateMachine,
      '*',
      'batch:DescribeJobs, log delivery and X-Ray take no resource; test/cloud/permissions.test.ts lists them. ' +
        'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html ' +
        'https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html',
    );
    const execution = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: Arn.split(stateMachine.stateMachineArn, ArnFormat.COLON_RESOURCE_NAME).resourceName!,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    for (const children of [`${execution}:*`, `${execution}/*:*`]) {
      acknowledgeWildcard(
        stateMachine,
        children,
        'Executions of this state machine alone: a distributed map runs its items as such, under names of its own. ' +
          'https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html',
      );
    }
  }
}

/** The target in the words of the search's state. */
const targetOf = ({ queueArn, onDemandQueueArn, definitionArn }: JobTarget): JobTargets['gpu'] => ({
  queue: queueArn,
  onDemandQueue: onDemandQueueArn,
  definition: definitionArn,
});
