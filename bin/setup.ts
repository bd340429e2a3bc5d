import { BACKEND_VARIABLE, detectBackend, requestedBackend } from '../lib/engine/tensorflow/detect.ts';
import { cacheFolder } from '../lib/engine/tensorflow/setup/cache.ts';
import { DEVICE_VARIABLE, requestedDevice } from '../lib/engine/tensorflow/setup/device.ts';
import { setUp } from '../lib/engine/tensorflow/setup/setup.ts';
import { setupSteps } from '../lib/engine/tensorflow/setup/steps.ts';

/** Provides TensorFlow where it can be had, and says which backend runs when that is not what was asked or found. */
const say = (line: string) => console.error(`setup: ${line}`);

// A signal goes through `exit`, where commands under way are stopped and gigabytes of drafts removed.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

try {
  const retry = process.argv.includes('--retry');
  const requested = requestedBackend();
  const device = requestedDevice();
  const changed = await setUp({ requested, device, retry, cache: cacheFolder() }, setupSteps(device, say));
  const { backend, reason } = detectBackend();
  if (backend === 'wasm' && requested === undefined) say(`${reason} (npm run setup -- --retry tries again)`);
  else if (changed || retry || backend === 'wasm') say(reason);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  const demands = [BACKEND_VARIABLE, DEVICE_VARIABLE].filter((name) => process.env[name]);
  if (demands.length > 0) say(`run without ${demands.join(' and ')} to use what this machine can have`);
  process.exitCode = 1;
}
