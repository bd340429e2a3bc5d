import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Gives a process of its own a job and hands on what it answers, message by message, until it ends.
 * @param worker a file of this folder
 * @throws Error when the process ends before its job
 */
export async function apart<Job, Outcome>(worker: string, job: Job, onOutcome: (outcome: Outcome) => void) {
  const child = fork(join(import.meta.dirname, worker), { serialization: 'advanced' });
  child.on('message', (outcome) => onOutcome(outcome as Outcome));
  child.send(job as object);
  const [[code, signal]] = (await Promise.all([once(child, 'exit'), once(child, 'disconnect')])) as [
    [number | null, string | null],
    unknown,
  ];
  if (code !== 0) throw new Error(`a benchmark process ended with ${code ?? signal}`);
}

/** Shares jobs out among processes; answers come in the order of the jobs, however many processes there are. */
export async function shareOut<Job, Outcome>(
  jobs: readonly Job[],
  processes: number,
  run: (share: readonly Job[], onOutcome: (outcome: Outcome) => void) => Promise<void>,
  onProgress?: (done: number, of: number) => void,
): Promise<readonly Outcome[]> {
  const outcomes = new Array<Outcome>(jobs.length);
  let done = 0;
  await Promise.all(
    Array.from({ length: Math.min(processes, jobs.length) }, async (_, part) => {
      const share = [...jobs.keys()].filter((i) => i % processes === part);
      let next = 0;
      await run(
        share.map((i) => jobs[i]!),
        (outcome) => {
          outcomes[share[next++]!] = outcome;
          onProgress?.(++done, jobs.length);
        },
      );
    }),
  );
  return outcomes;
}
