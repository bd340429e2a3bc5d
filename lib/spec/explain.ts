import type { z } from 'zod';
import { describeAllowed, fieldsOf, type Path, schemaAt } from './allowed.ts';
import type { SpecificationIssue } from './errors.ts';
import type { JsonSchema } from './json-schema.ts';
import { SHORTHANDS } from './normalise.ts';
import { suggest } from './suggest.ts';

/**
 * What a person needs to mend a fault: the field, what is there, what is allowed.
 * @param value the normalised specification, in which zod found the fault
 * @param written what the person wrote
 */
export function explain(
  issue: z.core.$ZodIssue,
  schema: JsonSchema,
  value: unknown,
  written: Readonly<Record<string, unknown>>,
): readonly SpecificationIssue[] {
  if (issue.code === 'invalid_union') {
    const [meant, ...others] = issue.errors.filter(isInside);
    const inside = (path: Path) => [...issue.path, ...path];
    if (meant && others.length === 0)
      return meant.flatMap((fault) => explain({ ...fault, path: inside(fault.path) }, schema, value, written));
  }
  const got = valueAt(value, issue.path);
  const node = schemaAt(schema, issue.path, value) ?? {};
  if (issue.code === 'unrecognized_keys') {
    const fields = fieldsOf(node, got);
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key], written),
      message: `unknown field; allowed: ${fields.join(', ')}${didYouMean(key, fields)}`,
    }));
  }
  const path = pathText(issue.path, written);
  if (issue.code === 'custom') return [{ path, message: `${gotText(got)}; ${issue.message}` }];
  const names = node.enum ?? ('const' in node ? [node.const] : []);
  const hint = typeof got === 'string' ? didYouMean(got, names.map(String)) : '';
  return [{ path, message: `${gotText(got)}; allowed: ${describeAllowed(node)}${hint}` }];
}

/** Of the faults that keep a value from an alternative: whether it is of the kind that is wanted, and only its fields are wrong. */
const isInside = (faults: readonly z.core.$ZodIssue[]) =>
  faults.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys');

export const gotText = (value: unknown) => (value === undefined ? 'missing' : `got ${show(value)}`);

function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = suggest(word, candidates);
  return candidate === undefined ? '' : `; did you mean ${candidate}?`;
}

/** `recipe.epochs`, `space.kernels[2]`; a shorthand stands for the name inside it. */
function pathText(path: Path, written: Readonly<Record<string, unknown>>): string {
  const [field, key] = path.map(String);
  const isShort = key !== undefined && SHORTHANDS[field!] === key && typeof written[field!] === 'string';
  const short = isShort ? path.slice(0, 1) : path;
  return short.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner !== null && typeof inner === 'object' ? Reflect.get(inner, key) : undefined),
    value,
  );
}

const MAX_SHOWN = 60;

function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
