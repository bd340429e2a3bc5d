import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from './trial.ts';

/** JSON text with sorted keys and no white space: equal values have equal texts. */
export const canonicalJson = (value: JsonValue): string => JSON.stringify(sorted(value));

function sorted(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const fields = value as JsonObject;
  const keys = Object.keys(fields).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(fields[key]!)]));
}

/** Hex sha256 of the canonical text: the content address of a JSON value. */
export function hashJson(value: JsonValue): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
