import type { BackendName } from '../detect.ts';
import { TENSORFLOW_VERSION } from './cache.ts';
import { clearDecision, readDecision, writeDecision } from './decision.ts';
import type { Device } from './device.ts';

/** The slow parts of setup, injected so that what is decided between them can be tested. */
export interface SetupSteps {
  /** The version that the addon in node_modules is bound to, or undefined. Cheap. */
  installed(): string | undefined;
  /** Whether that addon loads. */
  loads(): Promise<boolean>;
  /** Builds the pinned TensorFlow, or finds it built, and installs it. @throws with the reason. */
  tensorflow(): Promise<void>;
  /** tfjs-node's own installation. @throws with the reason. */
  stock(): Promise<void>;
}

export interface SetupOptions {
  /** `SPOTNAS_BACKEND`. */
  readonly requested: BackendName | undefined;
  /** `SPOTNAS_DEVICE`; undefined allows what the machine has and every fallback. */
  readonly device: Device | undefined;
  /** Try again what a recorded decision gave up, and check that what is there loads. */
  readonly retry: boolean;
  readonly cache: string;
}

/**
 * Provides the best backend this machine can have: the pinned TensorFlow, else tfjs-node's own, else wasm.
 *
 * A fallback is recorded with its reason and not reconsidered until `retry`, or until TensorFlow is demanded. Demanding
 * a device demands the pinned TensorFlow: then there is no fallback, and none is recorded.
 *
 * @returns whether anything was tried.
 * @throws when a device is demanded and the pinned TensorFlow cannot be had for it, or `tensorflow` is demanded and
 *   neither TensorFlow can be had.
 */
export async function setUp({ requested, device, retry, cache }: SetupOptions, steps: SetupSteps): Promise<boolean> {
  if (requested === 'wasm') return false;
  if (retry) clearDecision(cache);
  const decision = device ? undefined : readDecision(cache);
  const installed = steps.installed();
  const wanted = installed === TENSORFLOW_VERSION || (installed !== undefined && decision?.fallback === 'stock');
  if (wanted && (!retry || (await steps.loads()))) return false;
  if (decision?.fallback === 'wasm' && requested !== 'tensorflow') return false;

  const reason = decision?.fallback === 'stock' ? decision.reason : await failureOf(steps.tensorflow);
  if (reason === undefined) {
    clearDecision(cache);
    return true;
  }
  if (device) throw new Error(reason);
  const second = await failureOf(steps.stock);
  const fallback = second === undefined ? 'stock' : 'wasm';
  const reasons = second === undefined ? reason : `${reason}; tfjs-node's own TensorFlow: ${second}`;
  writeDecision({ fallback, reason: reasons }, cache);
  if (fallback === 'wasm' && requested === 'tensorflow') throw new Error(reasons);
  return true;
}

async function failureOf(step: () => Promise<void>): Promise<string | undefined> {
  try {
    await step();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
