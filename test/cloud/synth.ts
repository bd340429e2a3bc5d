import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';

export const projectRoot = resolve(import.meta.dirname, '..', '..');

export interface Synthesis {
  /** The cloud assembly; goes when the file's tests have run. */
  readonly outdir: string;
  readonly template: Template;
}

export interface SynthesisOptions {
  /** Bundles the Lambdas: one second. */
  readonly bundled?: boolean;
  /** Holds the template against CloudFormation's own rules: three seconds. cdk-nag runs in any case. */
  readonly validated?: boolean;
  /** What `-c` gives. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Runs bin/app.ts as `cdk synth` does, with the flags of cdk.json and no account; once per file of tests. */
export function synthesise({ bundled = false, validated = false, context: given }: SynthesisOptions = {}): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), 'spotnas-synth-'));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));
  const flags = (readJson(projectRoot, 'cdk.json') as { readonly context: object }).context;
  const context = { ...flags, ...given, ...(!bundled && { 'aws:cdk:bundling-stacks': [] }) };
  execFileSync(process.execPath, ['bin/app.ts'], {
    cwd: projectRoot,
    stdio: 'pipe',
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_VALIDATION: String(validated),
    },
  });
  return { outdir, template: Template.fromJSON(readJson(outdir, 'Spotnas.template.json') as Record<string, unknown>) };
}

export const readJson = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
