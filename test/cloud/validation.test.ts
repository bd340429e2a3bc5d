import { describe, expect, it } from 'vitest';
import { readJson, synthesise } from './synth.ts';

interface Finding {
  readonly ruleName: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
  readonly acknowledgedId?: string;
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly Finding[];
    readonly suppressedViolations?: readonly Finding[];
  }[];
}

type Metadata = Readonly<Record<string, readonly { readonly type: string; readonly data: unknown }[]>>;

const { outdir } = synthesise({ validated: true });
const { pluginReports } = readJson(outdir, 'validation-report.json') as Report;
const acknowledged = pluginReports.flatMap(({ suppressedViolations = [] }) => suppressedViolations);

/** What `cdk synth` checks: cdk-nag's AwsSolutions, CloudFormation's own rules. */
describe('validation', () => {
  it('finds nothing that is not acknowledged', () => {
    expect(pluginReports.map(({ pluginName }) => pluginName)).toContain('AwsSolutions');
    expect(pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('has these findings acknowledged, each where it arises', () => {
    const findings = acknowledged.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${constructPath} ${ruleName}`),
    );
    expect(findings.sort()).toMatchInlineSnapshot(`
      [
        "Spotnas/Compute/ExecutionRole/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::*]",
        "Spotnas/Compute/InstanceRole/Resource AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role]",
        "Spotnas/Compute/TrainerRole/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::*]",
        "Spotnas/Compute/TrainerRole/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::<StorageArtefacts3F09E644.Arn>/*]",
        "Spotnas/Functions/LatencyPredictorRole/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::<StorageArtefacts3F09E644.Arn>/*]",
        "Spotnas/Functions/StrategyRole/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::<StorageArtefacts3F09E644.Arn>/*]",
        "Spotnas/Network/Vpc/Resource AwsSolutions-VPC7",
        "Spotnas/Storage/Artefacts/Resource AwsSolutions-S1",
        "Spotnas/Workflow/Search/DistributedMapPolicy/Resource AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"WorkflowSearch5B80A97D"}]}]}/*:*]",
        "Spotnas/Workflow/Search/DistributedMapPolicy/Resource AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"WorkflowSearch5B80A97D"}]}]}:*]",
        "Spotnas/Workflow/Search/Role/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::*]",
        "Spotnas/Workflow/Search/Role/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:batch:<AWS::Region>:<AWS::AccountId>:job/*]",
      ]
    `);
  });

  it('has no acknowledgement without a finding', () => {
    const metadata = Object.values(readJson(outdir, 'Spotnas.metadata.json') as Metadata).flat();
    const ids = metadata
      .flatMap(({ type, data }) => (type === 'aws:cdk:acknowledged-rules' ? Object.keys(data as object) : []))
      .filter((id) => id.startsWith('AwsSolutions::'));
    expect(new Set(ids)).toEqual(new Set(acknowledged.map(({ acknowledgedId }) => acknowledgedId)));
  });
});
