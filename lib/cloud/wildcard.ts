import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts one resource with a wildcard, and no other, in the policies of `scope` and below it. The reason goes into the
 * report of `cdk synth` (validation-report.json).
 */
export function acknowledgeWildcard(scope: IConstruct, resource: string, reason: string): void {
  const finding = `Resource::${written(Stack.of(scope).resolve(resource))}`;
  Validations.of(scope).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[${finding}]`, reason });
}

/** As cdk-nag writes a resource: <Ref>, <Resource.Attribute>, any other function of CloudFormation as JSON. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Intrinsic;
  if (Ref) return `<${Ref}>`;
  if (attribute) return `<${attribute.join('.')}>`;
  return join ? join[1].map(written).join(join[0]) : JSON.stringify(value);
}

interface Intrinsic {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [string, string];
  readonly 'Fn::Join'?: readonly [string, readonly unknown[]];
}
