import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { STORE_VARIABLE } from '../store/environment.ts';
import { TRAINER_VARIABLE } from '../trial/environment.ts';
import type { Storage } from './storage.ts';

export interface FunctionsProps {
  readonly storage: Storage;
  readonly projectRoot: string;
  /** The trainer's engine fingerprint, part of every trial key. */
  readonly trainer: string;
}

/** The Lambdas of a search: the strategy's steps and the latency predictor. Bundled by esbuild, no TensorFlow inside. */
export class Functions extends Construct {
  readonly strategy: NodejsFunction;
  readonly latencyPredictor: NodejsFunction;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.strategy = this.handler('Strategy', 'strategy', props);
    this.latencyPredictor = this.handler('LatencyPredictor', 'latency-predictor', props);
  }

  private handler(id: string, folder: string, { storage, projectRoot, trainer }: FunctionsProps): NodejsFunction {
    const handler = new NodejsFunction(this, id, {
      entry: join(projectRoot, 'lambdas', folder, 'handler.ts'),
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 1024,
      timeout: Duration.minutes(5),
      environment: {
        [STORE_VARIABLE]: storage.location,
        [TRAINER_VARIABLE]: trainer,
        NODE_OPTIONS: '--enable-source-maps',
      },
      logGroup: new LogGroup(this, `${id}Logs`, { retention: RetentionDays.ONE_MONTH }),
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
    storage.grantReadWrite(handler);
    return handler;
  }
}
