import { canonicalJson } from '../trial/json.ts';
import type { JsonObject } from '../trial/trial.ts';
import { SearchConflictError } from './errors.ts';
import type { SearchRecord } from './ports.ts';

/** A search as every adapter keeps it. */
export interface SearchFields {
  readonly id: string;
  /** JSON text. */
  readonly spec: string;
  readonly status: SearchRecord['status'];
  readonly cause?: string | null;
  readonly execution?: string | null;
  readonly usd?: number | null;
}

/** The search that a record stands for. */
export const toSearch = ({ id, spec, status, cause, execution, usd }: SearchFields): SearchRecord => ({
  id,
  spec: JSON.parse(spec) as JsonObject,
  status,
  ...(cause != null && { cause }),
  ...(execution != null && { execution }),
  ...(usd != null && { usd }),
});

/** The search, as long as it is the one that `spec` asks for. @throws SearchConflictError */
export function withSpec(search: SearchRecord, spec: JsonObject): SearchRecord {
  if (canonicalJson(search.spec) === canonicalJson(spec)) return search;
  throw new SearchConflictError(search.id, { stored: search.spec, given: spec });
}
