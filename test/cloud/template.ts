import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type Context, readContext } from '../../lib/cloud/context.ts';
import { SpotnasStack } from '../../lib/cloud/stack.ts';
import { projectRoot } from './synth.ts';

/** The template of a deployment with these settings, without bundles and assets. */
export function templateWith(given: Partial<Record<keyof Context, unknown>>): Template {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true } });
  const context = readContext((key) => given[key as keyof Context]);
  const trainers = { gpu: 'graph/gpu', cpu: 'graph/cpu' };
  return Template.fromStack(new SpotnasStack(app, context.stackName, { ...context, projectRoot, trainers }));
}
