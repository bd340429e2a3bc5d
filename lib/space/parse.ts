import { z } from 'zod';

/** Checks that a value is an architecture of a space. @throws TypeError naming every field that does not fit. */
export function parseArchitecture<A>(schema: z.ZodType<A>, value: unknown): A {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues
    .flatMap(nearest)
    .map(
      ({ path, message }) => `${z.core.toDotPath(['architecture', ...path])}: ${message} (got ${show(value, path)})`,
    );
  throw new TypeError(issues.join('; '));
}

type Issue = Pick<z.core.$ZodIssue, 'path' | 'message'>;

/** Of a value that fits no alternative: what keeps it from the one that it comes nearest to. */
function nearest(issue: z.core.$ZodIssue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const depth = (alternative: readonly Issue[]) => Math.max(...alternative.map(({ path }) => path.length));
  const closest = issue.errors.reduce((a, b) => (depth(b) > depth(a) ? b : a));
  return closest.map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

function show(value: unknown, path: readonly PropertyKey[]): string {
  const inner = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
  return JSON.stringify(inner) ?? String(inner);
}
