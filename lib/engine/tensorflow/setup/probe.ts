import { run } from './run.ts';

/** Loads an addon in a process of its own, where even a crash is only a message. @returns TensorFlow's version. */
export async function probeAddon(addon: string): Promise<string> {
  const script = 'process.stdout.write(require(process.argv[1]).TF_Version)';
  return run(process.execPath, ['-e', script, addon], { minutes: 2, env: { TF_CPP_MIN_LOG_LEVEL: '3' } });
}
