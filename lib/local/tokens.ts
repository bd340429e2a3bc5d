/**
 * Resolves the CloudFormation references of a synthesised value to fixed local names: `Ref X` and `GetAtt X.Arn` both
 * become X's local ARN, pseudo parameters their usual values. Text between them is left as it is, byte for byte.
 * @throws Error on a function it does not know.
 */
export function resolveTokens(value: unknown): string {
  if (typeof value === 'string') return value;
  const [name, argument] = Object.entries(value as object)[0] ?? [];
  switch (name) {
    case 'Ref':
      return PSEUDO_PARAMETERS[argument as string] ?? localArn(argument as string);
    case 'Fn::GetAtt':
      return localArn((argument as [string, string])[0]);
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map(resolveTokens).join(separator);
    }
    default:
      throw new Error(`cannot resolve ${JSON.stringify(value)} locally`);
  }
}

const PSEUDO_PARAMETERS: Record<string, string | undefined> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'local',
  'AWS::AccountId': '000000000000',
  'AWS::URLSuffix': 'amazonaws.com',
};

const localArn = (logicalId: string) => `arn:aws:lambda:us-east-1:000000000000:function:${logicalId}`;
