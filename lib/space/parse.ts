import { z } from 'zod';

/** Checks that a value is an architecture of a space. @throws TypeError naming every field that does not fit. */
export function parseArchitecture<A>(schema: z.ZodType<A>, value: unknown): A {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(
    ({ path, message }) => `${z.core.toDotPath(['architecture', ...path])}: ${message} (got ${show(value, path)})`,
  );
  throw new TypeError(issues.join('; '));
}

function show(value: unknown, path: readonly PropertyKey[]): string {
  const inner = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
  return JSON.stringify(inner) ?? String(inner);
}
