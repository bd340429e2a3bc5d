import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { readJson } from '../cloud/synth.ts';
import { ACCOUNT, type Account, REGION } from './account.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

/** Of the template that `cdk` synthesised last, by logical id. */
export const synthesised = ({ assembly }: Account, stack = 'Spotnas') =>
  (readJson(assembly, `${stack}.template.json`) as { Resources: Readonly<Record<string, Resource>> }).Resources;

/** A deployed stack, as CloudFormation describes it. */
export class DeployedStack {
  readonly #client: CloudFormationClient;
  readonly #name: string;

  constructor({ client }: Account, name = 'Spotnas') {
    this.#client = new CloudFormationClient(client);
    this.#name = name;
  }

  async describe() {
    const { Stacks = [] } = await this.#client.send(new DescribeStacksCommand({ StackName: this.#name }));
    const [{ StackId, StackStatus, Outputs = [] }] = Stacks as [(typeof Stacks)[number]];
    const outputs = Outputs.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]);
    return { id: StackId!, status: StackStatus, outputs: Object.fromEntries(outputs) as Record<string, string> };
  }

  /** By logical id. */
  async resources() {
    const found: Record<string, { readonly id: string; readonly type: string; readonly status: string }> = {};
    const pages = paginateListStackResources({ client: this.#client }, { StackName: this.#name });
    for await (const { StackResourceSummaries = [] } of pages) {
      for (const { LogicalResourceId, PhysicalResourceId, ResourceType, ResourceStatus } of StackResourceSummaries) {
        found[LogicalResourceId!] = { id: PhysicalResourceId!, type: ResourceType!, status: ResourceStatus! };
      }
    }
    return found;
  }

  /** The resources that CloudFormation was told to make. */
  async template() {
    const { TemplateBody } = await this.#client.send(new GetTemplateCommand({ StackName: this.#name }));
    return (JSON.parse(TemplateBody!) as { Resources: Readonly<Record<string, Resource>> }).Resources;
  }

  /** Logical ids of what the end of the stack has left, in order. @param id of the stack that is gone */
  async left(id: string): Promise<readonly string[]> {
    const left: string[] = [];
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client: this.#client }, { StackName: id })) {
      const skipped = StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_SKIPPED');
      left.push(...skipped.map(({ LogicalResourceId }) => LogicalResourceId!));
    }
    return left.toSorted();
  }
}

type Attribute = Readonly<Record<string, unknown>>;

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
};

/** Where the ARN of a resource is not its id. */
const ARNS: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': `arn:aws:lambda:${REGION}:${ACCOUNT}:function:`,
};

/** A text of a template with its references replaced, as CloudFormation does it. */
export function resolved(value: unknown, resources: Awaited<ReturnType<DeployedStack['resources']>>): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Attribute;
  if (join) {
    const [separator, parts] = join as [string, unknown[]];
    return parts.map((part) => resolved(part, resources)).join(separator);
  }
  if (Ref) return PSEUDO[Ref as string] ?? resources[Ref as string]!.id;
  const [logicalId, name] = attribute as [string, string];
  if (!name.endsWith('Arn')) throw new RangeError(`${logicalId}.${name}`);
  const { id, type } = resources[logicalId]!;
  return (ARNS[type] ?? '') + id;
}
