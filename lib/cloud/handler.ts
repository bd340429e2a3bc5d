import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { STORE_VARIABLE } from '../store/environment.ts';
import { monthOfLogs } from './logs.ts';
import type { Storage } from './storage.ts';
import { type Trainers, trainerVariables } from './trainers.ts';

export interface HandlerProps {
  /** Folder under lambdas/ that holds handler.ts. */
  readonly folder: string;
  readonly storage: Storage;
  readonly projectRoot: string;
  readonly trainers: Trainers;
}

/** A Lambda of a search, bundled by esbuild with no TensorFlow inside; it reaches its own log group and the storage. */
export class Handler extends NodejsFunction {
  constructor(scope: Construct, id: string, { folder, storage, projectRoot, trainers }: HandlerProps) {
    const logGroup = monthOfLogs(scope, `${id}Logs`);
    super(scope, id, {
      entry: join(projectRoot, 'lambdas', folder, 'handler.ts'),
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 1024,
      timeout: Duration.minutes(5),
      environment: {
        [STORE_VARIABLE]: storage.location,
        ...trainerVariables(trainers),
        NODE_OPTIONS: '--enable-source-maps',
      },
      // The default role has AWSLambdaBasicExecutionRole, which writes to every log group of the account.
      role: new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
      logGroup,
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        minify: true,
        sourceMap: true,
        externalModules: ['@aws-sdk/*', '@smithy/*'],
        // CommonJS dependencies inside an ES module bundle still call require.
        banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
      },
    });
    logGroup.grantWrite(this);
    storage.grantReadWrite(this);
  }

  /** The function alone: it has no versions and no aliases, to which CDK would open it too. */
  override get resourceArnsForGrantInvoke(): string[] {
    return [this.functionArn];
  }
}
