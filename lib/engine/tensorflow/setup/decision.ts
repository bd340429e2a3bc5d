import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, TENSORFLOW_VERSION } from './cache.ts';

/** What this machine runs instead of the pinned TensorFlow, kept so that not every start tries again. */
export interface Decision {
  /** The version that could not be set up; a decision about another version does not count. */
  readonly version: string;
  /** `stock`: the TensorFlow that tfjs-node itself downloads. */
  readonly fallback: 'stock' | 'wasm';
  /** Why the pinned version could not be set up. */
  readonly reason: string;
}

const pathOf = (cache: string) => join(cache, 'tensorflow-decision.json');

/** The decision recorded for the pinned version, or undefined. */
export function readDecision(cache = cacheFolder()): Decision | undefined {
  try {
    const decision = JSON.parse(readFileSync(pathOf(cache), 'utf8')) as Decision;
    return decision.version === TENSORFLOW_VERSION ? decision : undefined;
  } catch {
    return undefined;
  }
}

/** Records a decision; readers see the old one or the new one, never half of one. */
export function writeDecision(decision: Omit<Decision, 'version'>, cache = cacheFolder()): void {
  mkdirSync(cache, { recursive: true });
  const draft = `${pathOf(cache)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ version: TENSORFLOW_VERSION, ...decision })}\n`);
  renameSync(draft, pathOf(cache));
}

export function clearDecision(cache = cacheFolder()): void {
  rmSync(pathOf(cache), { force: true });
}
