import { Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from './wildcard.ts';

export interface TrainerRoles {
  /** Of the instance: joins it to Batch's cluster. */
  readonly instanceRole: Role;
  /** Of what starts the container: pulls its image, writes its log. */
  readonly executionRole: Role;
  /** Of the trainer itself. */
  readonly jobRole: Role;
}

/** The roles of trainers, the same for every device. */
export function trainerRoles(scope: Construct): TrainerRoles {
  const instanceRole = new Role(scope, 'InstanceRole', {
    assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonEC2ContainerServiceforEC2Role')],
  });
  Validations.of(instanceRole).acknowledge({
    id: 'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role]',
    reason:
      'The policy that AWS documents for instances of Batch. A narrower one would have to name the ECS cluster, ' +
      'which Batch makes under a name it does not document. ' +
      'https://docs.aws.amazon.com/batch/latest/userguide/instance_IAM_role.html',
  });

  const executionRole = new Role(scope, 'ExecutionRole', {
    assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
  });
  acknowledgeWildcard(
    executionRole,
    '*',
    'ecr:GetAuthorizationToken takes no resource; images are pulled from the one repository. ' +
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html',
  );

  const jobRole = new Role(scope, 'TrainerRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  // What the instance costs by the hour, for the search's budget.
  jobRole.addToPolicy(new PolicyStatement({ actions: ['ec2:DescribeSpotPriceHistory'], resources: ['*'] }));
  acknowledgeWildcard(
    jobRole,
    '*',
    'ec2:DescribeSpotPriceHistory takes no resource; prices are public. ' +
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html',
  );
  return { instanceRole, executionRole, jobRole };
}
