import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, TENSORFLOW_VERSION } from './cache.ts';

/** Why this machine runs without TensorFlow, kept so that not every start tries again. */
export interface Decision {
  /** The version that could not be set up; a decision about another version does not count. */
  readonly version: string;
  readonly reason: string;
}

const pathOf = (cache: string) => join(cache, 'tensorflow-decision.json');

/** The decision recorded for the pinned version, or undefined. */
export function readDecision(cache = cacheFolder()): Decision | undefined {
  try {
    const decision = JSON.parse(readFileSync(pathOf(cache), 'utf8')) as Decision;
    return decision.version === TENSORFLOW_VERSION && typeof decision.reason === 'string' ? decision : undefined;
  } catch {
    return undefined;
  }
}

/** Records why TensorFlow is not used; readers see the old decision or the new one, never half of one. */
export function writeDecision(reason: string, cache = cacheFolder()): void {
  mkdirSync(cache, { recursive: true });
  const draft = `${pathOf(cache)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ version: TENSORFLOW_VERSION, reason } satisfies Decision)}\n`);
  renameSync(draft, pathOf(cache));
}

export function clearDecision(cache = cacheFolder()): void {
  rmSync(pathOf(cache), { force: true });
}
