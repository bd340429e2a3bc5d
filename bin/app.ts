import { resolve } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readContext } from '../lib/cloud/context.ts';
import { SpotnasStack } from '../lib/cloud/stack.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const { stackName, maxVcpus } = readContext((key) => app.node.tryGetContext(key));
new SpotnasStack(app, stackName, {
  projectRoot: resolve(import.meta.dirname, '..'),
  trainer: 'graph/tensorflow-2.21.0-cuda',
  maxVcpus,
});
