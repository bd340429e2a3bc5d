import { readManifest } from './addon.ts';
import { cacheFolder } from './setup/cache.ts';
import { readDecision } from './setup/decision.ts';

/** `SPOTNAS_BACKEND`: `tensorflow` or `wasm`; unset picks TensorFlow where setup provided it. */
export const BACKEND_VARIABLE = 'SPOTNAS_BACKEND';

export const WASM_VERSION = 'wasm-4.22.0';

export type BackendName = 'tensorflow' | 'wasm';

export interface Backend {
  readonly backend: BackendName;
  /** What results depend on: `2.21.0-cpu`, `wasm-4.22.0`. */
  readonly version: string;
  /** One line: which backend runs and why. */
  readonly reason: string;
}

/** The backend asked for. @throws when the variable holds anything else. */
export function requestedBackend(environment: NodeJS.ProcessEnv = process.env): BackendName | undefined {
  const value = environment[BACKEND_VARIABLE];
  if (value === undefined || value === '') return undefined;
  if (value === 'tensorflow' || value === 'wasm') return value;
  throw new Error(`${BACKEND_VARIABLE} is '${value}'; allowed: 'tensorflow', 'wasm', or unset`);
}

/**
 * Which backend `loadTensorFlow` will load. Cheap: looks at files, loads nothing.
 *
 * @param addon where the native addon is looked for; in node_modules by default
 * @throws when TensorFlow is demanded by `SPOTNAS_BACKEND` and is not set up.
 */
export function detectBackend(environment: NodeJS.ProcessEnv = process.env, addon?: string): Backend {
  const requested = requestedBackend(environment);
  if (requested === 'wasm') return wasm(`${BACKEND_VARIABLE}=wasm`);
  const manifest = readManifest(addon);
  if (manifest) {
    const { version, device } = manifest;
    const place = device === 'cpu' ? 'CPU' : 'GPU';
    return {
      backend: 'tensorflow',
      version: `${version}-${device}`,
      reason: `TensorFlow ${version} on ${place} (native)`,
    };
  }
  const why = readDecision(cacheFolder(environment))?.reason ?? 'it is not set up (npm run setup)';
  if (requested === 'tensorflow') throw new Error(`${BACKEND_VARIABLE}=tensorflow, but TensorFlow cannot run: ${why}`);
  return wasm(`TensorFlow could not be set up: ${why}`);
}

const wasm = (why: string): Backend => ({ backend: 'wasm', version: WASM_VERSION, reason: `wasm: ${why}` });
