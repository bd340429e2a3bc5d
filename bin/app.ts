import { resolve } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readContext } from '../lib/cloud/context.ts';
import { SpotnasStack } from '../lib/cloud/stack.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const context = readContext((key) => app.node.tryGetContext(key));
new SpotnasStack(app, context.stackName, {
  ...context,
  projectRoot: resolve(import.meta.dirname, '..'),
  trainers: { gpu: 'graph/tensorflow-2.21.0-cuda', cpu: 'graph/tensorflow-2.21.0-cpu' },
});
