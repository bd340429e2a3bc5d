import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readContext } from '../cloud/context.ts';
import { SpotnasStack } from '../cloud/stack.ts';
import { resolveTokens } from './tokens.ts';

/** The state machine as the synthesised template holds it, with the template's references resolved. */
export interface LocalDefinition {
  /** Amazon States Language. */
  readonly text: string;
  /** Resolved reference of each Lambda to the folder under lambdas/ that holds its handler. */
  readonly handlers: ReadonlyMap<string, LambdaName>;
}

export type LambdaName = 'strategy' | 'latency-predictor';

/** Synthesises the stack without an account and takes the definition out of its template. */
export function localDefinition(projectRoot: string, trainer: string): LocalDefinition {
  const outdir = mkdtempSync(join(tmpdir(), 'spotnas-synth-'));
  try {
    // Only the definition is wanted: no bundles, no copies of assets, no validation of the rest.
    const app = new App({
      outdir,
      analyticsReporting: false,
      treeMetadata: false,
      builtinCloudFormationValidation: false,
      context: { 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true },
    });
    const trainers = { gpu: trainer, cpu: trainer };
    const stack = new SpotnasStack(app, 'Spotnas', { ...readContext(), projectRoot, trainers });
    const { strategy, latencyPredictor } = stack.functions;
    const arnOf = (lambda: typeof strategy) => resolveTokens(stack.resolve(lambda.functionArn));
    const template = app.synth().getStackArtifact(stack.artifactId).template as Template;
    return {
      text: definitionOf(template),
      handlers: new Map([
        [arnOf(strategy), 'strategy'],
        [arnOf(latencyPredictor), 'latency-predictor'],
      ]),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

interface Template {
  readonly Resources: Record<
    string,
    { readonly Type: string; readonly Properties?: { readonly DefinitionString?: unknown } }
  >;
}

/** The definition text of a synthesised template's one state machine, references resolved. */
export function definitionOf(template: Template): string {
  const machines = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
  if (machines.length !== 1) throw new Error(`the template has ${machines.length} state machines, expected one`);
  return resolveTokens(machines[0]!.Properties?.DefinitionString);
}
