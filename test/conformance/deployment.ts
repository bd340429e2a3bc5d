import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { onTestFinished, vi } from 'vitest';
import { describeEngine } from '../../lib/engine/load.ts';
import { openStores } from '../../lib/store/open.ts';
import type { Stores } from '../../lib/store/ports.ts';
import { s3Client } from '../../lib/store/s3/client.ts';
import { projectRoot, type Synthesis } from '../cloud/synth.ts';
import { openFrontDoor } from './aws/front-door.ts';
import { spotPrices } from './aws/spot-prices.ts';
import { physicalName, REGION, resourcesOf, type Template } from './aws/template.ts';
import { BatchService } from './batch/service.ts';
import { jobDefinitions, jobQueues } from './batch/template.ts';
import { Executions } from './executions.ts';
import { onThisComputer } from './here.ts';
import { LambdaFunction } from './lambda/function.ts';
import { LambdaService } from './lambda/service.ts';
import { startMoto } from './moto/server.ts';

/** An account that has the stack and nothing else. */
export interface Deployment {
  readonly executions: Executions;
  readonly batch: BatchService;
  readonly lambda: LambdaService;
  /** What the searches store. */
  readonly stores: Stores;
}

export interface DeployOptions {
  /** The Python that has moto (moto/install.ts). */
  readonly python: string;
  /** How many jobs run side by side. */
  readonly room?: number;
}

/**
 * Deploys a synthesised stack for one test: table, bucket and state machine in moto, Lambdas and jobs as processes of this
 * computer. All of it is gone when the test is over.
 */
export async function deploy(synthesis: Synthesis, { python, room = 2 }: DeployOptions): Promise<Deployment> {
  const template = onThisComputer(synthesis.template.toJSON() as Template, describeEngine().fingerprint);
  provideSdk(synthesis.outdir);
  const environment = { AWS_REGION: REGION, AWS_ACCESS_KEY_ID: 'conformance', AWS_SECRET_ACCESS_KEY: 'conformance' };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);

  const batch = new BatchService({
    queues: jobQueues(template),
    definitions: jobDefinitions(template),
    endpoint: () => door.endpoint,
    room,
  });
  // The functions know the door's address, which is known when it is open.
  const functions = new Map<string, LambdaFunction>();
  const lambda = new LambdaService(functions);
  const door = await openFrontDoor({ batch: batch.answer, lambda: lambda.answer, ec2: spotPrices });
  vi.stubEnv('AWS_ENDPOINT_URL', door.endpoint);
  for (const { arn, properties } of resourcesOf<FunctionProperties>(template, 'AWS::Lambda::Function')) {
    const { Code, Handler, Environment, Timeout } = properties;
    const [file, handler] = Handler.split('.') as [string, string];
    const asset = join(synthesis.outdir, `asset.${Code.S3Key.replace(/\.zip$/, '')}`);
    const variables = { ...environment, AWS_ENDPOINT_URL: door.endpoint, ...Environment?.Variables };
    const bundle = join(asset, `${file}.mjs`);
    functions.set(arn, new LambdaFunction({ bundle, handler, environment: variables, timeoutSeconds: Timeout }));
  }
  const moto = await startMoto({ python, frontDoor: door.port });
  door.upstream = moto.port;
  onTestFinished(async () => {
    await executions.stopAll();
    await batch.close();
    await lambda.close();
    moto.close();
    door.close();
    vi.unstubAllEnvs();
  });

  const { table, bucket } = await createStorage(template);
  const sfn = new SFNClient();
  const executions = new Executions(sfn, await createStateMachine(sfn, template));
  return { executions, batch, lambda, stores: await openStores(`aws:${table}/${bucket}`) };
}

interface FunctionProperties {
  readonly Code: { readonly S3Key: string };
  readonly Handler: string;
  readonly Timeout: number;
  readonly Environment?: { readonly Variables: Readonly<Record<string, string>> };
}

/** Lambda brings the AWS SDK along; the bundles leave it out. */
function provideSdk(outdir: string): void {
  const modules = join(outdir, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const scope of ['@aws-sdk', '@smithy']) {
    try {
      symlinkSync(join(projectRoot, 'node_modules', scope), join(modules, scope));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

async function createStorage(template: Template): Promise<{ table: string; bucket: string }> {
  const [table] = resourcesOf<CreateTableCommandInput>(template, 'AWS::DynamoDB::Table');
  const [bucket] = resourcesOf(template, 'AWS::S3::Bucket');
  const names = { table: physicalName(table!.logicalId), bucket: physicalName(bucket!.logicalId) };
  const { KeySchema, AttributeDefinitions, BillingMode } = table!.properties;
  const created = new CreateTableCommand({ TableName: names.table, KeySchema, AttributeDefinitions, BillingMode });
  await new DynamoDBClient().send(created);
  await s3Client().send(new CreateBucketCommand({ Bucket: names.bucket }));
  return names;
}

async function createStateMachine(sfn: SFNClient, template: Template): Promise<string> {
  const [machine] = resourcesOf<{ DefinitionString: string }>(template, 'AWS::StepFunctions::StateMachine');
  const { logicalId: name, properties } = machine!;
  const roleArn = 'arn:aws:iam::123456789012:role/conformance';
  const created = new CreateStateMachineCommand({ name, roleArn, definition: properties.DefinitionString });
  return (await sfn.send(created)).stateMachineArn!;
}
