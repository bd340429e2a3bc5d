import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** A process that runs a script of test/suites/store. */
export const start = (script: string, ...args: string[]) =>
  spawn(process.execPath, [join(import.meta.dirname, '..', 'suites', 'store', script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });

/** Lets `count` processes start, then race from the same moment on. @returns what each printed, as JSON */
export async function raceOf<T>(script: string, count: number, location: string): Promise<readonly T[]> {
  const racers = Array.from({ length: count }, (_, id) => start(script, location, String(id)));
  await Promise.all(racers.map(({ stdout }) => once(stdout, 'data')));
  for (const { stdin } of racers) stdin.end();
  return Promise.all(racers.map(async ({ stdout }) => JSON.parse(await text(stdout)) as T));
}
