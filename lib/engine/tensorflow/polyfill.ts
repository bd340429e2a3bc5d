import { createRequire } from 'node:module';

/**
 * Node 23 removed one function that tfjs-node 4.22.0 calls, and warns of another (tensorflow/tfjs#8425: fixed upstream,
 * never released). Call before loading tfjs-node. The CommonJS object is patched: an ES import of node:util is frozen.
 */
export function restoreUtil(): void {
  const util = createRequire(import.meta.url)('node:util');
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}
