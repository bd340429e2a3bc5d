import { BACKEND_VARIABLE, detectBackend, requestedBackend } from '../lib/engine/tensorflow/detect.ts';
import { cacheFolder } from '../lib/engine/tensorflow/setup/cache.ts';
import { setUp } from '../lib/engine/tensorflow/setup/setup.ts';
import { setupSteps } from '../lib/engine/tensorflow/setup/steps.ts';

/** Provides TensorFlow where it can be had, and says which backend runs when that is not what was asked or found. */
const say = (line: string) => console.error(`setup: ${line}`);

try {
  const retry = process.argv.includes('--retry');
  const changed = await setUp({ requested: requestedBackend(), retry, cache: cacheFolder() }, setupSteps(say));
  const { backend, reason } = detectBackend();
  if (backend === 'wasm' && requestedBackend() === undefined) say(`${reason} (npm run setup -- --retry tries again)`);
  else if (changed || retry || backend === 'wasm') say(reason);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  if (process.env[BACKEND_VARIABLE] === 'tensorflow') say('run without it to use what this machine can have');
  process.exitCode = 1;
}
