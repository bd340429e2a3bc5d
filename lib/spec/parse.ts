import type { z } from 'zod';
import { crossChecks, type SpecificationCheck } from './checks.ts';
import { SpecificationError, type SpecificationIssue } from './errors.ts';
import { explain } from './explain.ts';
import { specificationJsonSchema } from './json-schema.ts';
import { normalise } from './normalise.ts';
import { type Specification, specificationSchema } from './specification.ts';
import { readText } from './text.ts';

/**
 * The specification that a YAML or JSON text gives, with every default filled in. Reading its JSON again gives it again.
 * @param filename names the text in messages
 * @param checks what the caller adds, e.g. that files exist
 * @param read fields of which the caller has read a file: they stand in the place of what is written
 * @throws SpecificationError with all faults at once
 */
export function parseSpecification(
  text: string,
  filename: string,
  checks: readonly SpecificationCheck[] = [],
  read: Partial<Record<keyof Specification, unknown>> = {},
): Specification {
  const { value: written, lineOf } = readText(text, filename);
  const value = normalise({ ...written, ...read });
  const result = specificationSchema.safeParse(value);
  const faults = result.success ? [] : explainAll(result.error.issues, value, written);
  const valid = validParts(value);
  const issues = [...faults, ...[...crossChecks, ...checks].flatMap((check) => check(valid))];
  if (!result.success || issues.length > 0) {
    throw new SpecificationError(
      filename,
      issues.map((issue) => ({ line: lineOf(issue.path), ...issue })),
    );
  }
  return result.data;
}

function explainAll(
  issues: Parameters<typeof explain>[0][],
  value: Record<string, unknown>,
  written: Readonly<Record<string, unknown>>,
): readonly SpecificationIssue[] {
  const schema = specificationJsonSchema();
  return issues.flatMap((issue) => explain(issue, schema, value, written));
}

/** The fields that are right by themselves, so that what connects them can be checked although others are wrong. */
function validParts(value: Record<string, unknown>): Partial<Specification> {
  const fields: Readonly<Record<string, z.ZodType>> = specificationSchema.shape;
  const parts = Object.entries(fields).flatMap(([field, schema]) => {
    const result = schema.safeParse(value[field]);
    return result.success ? [[field, result.data]] : [];
  });
  return Object.fromEntries(parts);
}
