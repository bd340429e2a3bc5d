import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Compute } from './compute.ts';
import { searchDefinition } from './definition.ts';
import type { Functions } from './functions.ts';

export interface WorkflowProps {
  readonly functions: Functions;
  readonly compute: Compute;
}

/** The search as a Step Functions state machine. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { functions, compute }: WorkflowProps) {
    super(scope, id);
    const batch = { jobQueueArn: compute.queue.jobQueueArn, jobDefinitionArn: compute.trainer.jobDefinitionArn };
    this.stateMachine = new StateMachine(this, 'Search', {
      definitionBody: DefinitionBody.fromChainable(searchDefinition(this, { functions, batch })),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_MONTH }),
        level: LogLevel.ERROR,
      },
    });
    this.allowJobs(batch);
  }

  /**
   * Submitting, following and stopping jobs; without TerminateJob a stopped execution would leave its jobs running.
   * DescribeJobs takes no resource. https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html
   */
  private allowJobs({ jobQueueArn, jobDefinitionArn }: { jobQueueArn: string; jobDefinitionArn: string }): void {
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
    allow(['batch:SubmitJob'], [jobQueueArn, jobDefinitionArn]);
    allow(['batch:DescribeJobs'], ['*']);
    allow(['batch:TerminateJob'], [job]);
    allow(['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], [rule]);
  }
}
