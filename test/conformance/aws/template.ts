/** A template as CDK writes it. */
export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;
}

export interface Resource<Properties> {
  readonly logicalId: string;
  readonly arn: string;
  /** As the template says, references resolved. */
  readonly properties: Properties;
}

export const REGION = 'us-east-1';
/** moto's own. */
export const ACCOUNT = '123456789012';

/** The resources of one type, in the template's order. Every resource is called after its logical id. */
export function resourcesOf<Properties>(template: Template, type: string): readonly Resource<Properties>[] {
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([logicalId, { Properties = {} }]) => ({
      logicalId,
      arn: arnOf(template, logicalId),
      properties: resolve(template, Properties) as Properties,
    }));
}

/** The value with CloudFormation's functions carried out. @throws Error on a function it does not know */
function resolve(template: Template, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(template, item));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0 || !/^(Ref|Fn::.*)$/.test(name)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(template, inner)]));
  }
  switch (name) {
    case 'Ref':
      return reference(template, argument);
    case 'Fn::GetAtt':
      return /Arn$/.test(argument[1]) ? arnOf(template, argument[0]) : argument.join('.');
    case 'Fn::Join':
      return argument[1].map((part: unknown) => resolve(template, part)).join(argument[0]);
    case 'Fn::Sub':
      return argument.replace(/\$\{([^}]+)\}/g, (_: string, id: string) => reference(template, id));
    default:
      // Subnets by zone and the like: nothing that runs here depends on them.
      return JSON.stringify(value);
  }
}

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** Names of resources, but for those that CloudFormation refers to by their ARN. */
function reference(template: Template, id: string): string {
  const pseudo = PSEUDO_PARAMETERS[id];
  if (pseudo) return pseudo;
  const type = template.Resources[id]?.Type;
  if (type === 'AWS::Batch::JobDefinition' || type === 'AWS::StepFunctions::StateMachine') return arnOf(template, id);
  return physicalName(id);
}

/** Buckets are called in small letters. */
export const physicalName = (logicalId: string): string => logicalId.toLowerCase();

function arnOf(template: Template, logicalId: string): string {
  const type = template.Resources[logicalId]?.Type ?? '';
  const service = type.split('::')[1]?.toLowerCase();
  switch (type) {
    case 'AWS::Lambda::Function':
      return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${logicalId}`;
    case 'AWS::Batch::JobDefinition':
      return `arn:aws:batch:${REGION}:${ACCOUNT}:job-definition/${logicalId}:1`;
    case 'AWS::Batch::JobQueue':
      return `arn:aws:batch:${REGION}:${ACCOUNT}:job-queue/${logicalId}`;
    case 'AWS::StepFunctions::StateMachine':
      return `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${logicalId}`;
    default:
      return `arn:aws:${service}:${REGION}:${ACCOUNT}:${logicalId}`;
  }
}
