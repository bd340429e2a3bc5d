/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN. @throws RangeError */
export function parseArn(arn: string): Arn {
  const [, partition, service, region, account, resource] =
    /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/.exec(arn) ?? [];
  if (!partition || !service || !resource) throw new RangeError(`got ${JSON.stringify(arn)}; allowed: an ARN`);
  return { partition, service, region: region!, account: account!, resource };
}

/** The ARN of an execution of a state machine; there need be none. */
export const executionArn = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
