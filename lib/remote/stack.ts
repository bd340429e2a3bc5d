import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStacks,
  type Stack,
} from '@aws-sdk/client-cloudformation';

/** A stack as CloudFormation knows it. */
export interface DescribedStack {
  readonly status: string;
  readonly reason?: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** How the description of every spotnas stack begins (lib/cloud/stack.ts). */
const DESCRIPTION = 'spotnas:';

const client = new CloudFormationClient({ maxAttempts: 8 });

/** The stack of that name; undefined when there is none in the account and region. */
export async function describeStack(name: string): Promise<DescribedStack | undefined> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0] && described(Stacks[0]);
  } catch (error) {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** Names of the spotnas stacks of the account and region. */
export async function spotnasStacks(): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    names.push(
      ...Stacks.filter(({ Description = '' }) => Description.startsWith(DESCRIPTION)).map((s) => s.StackName!),
    );
  }
  return names;
}

const described = ({ StackStatus, StackStatusReason, Outputs = [] }: Stack): DescribedStack => ({
  status: StackStatus!,
  ...(StackStatusReason && { reason: StackStatusReason }),
  outputs: Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!])),
});
