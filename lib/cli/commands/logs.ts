import type { Command } from 'commander';
import type { Remote } from '../../remote/connect.ts';
import type { Context } from '../context.ts';
import { WatchInterruptedError } from '../errors.ts';
import { interruptible } from '../interrupt.ts';
import { silenceText } from '../logs/silence.ts';
import { jsonWriter, textWriter } from '../logs/writer.ts';
import { followOption, jsonLinesOption, regionOption, stackOption, trialOption } from '../options.ts';
import { findRemoteSearch } from '../remote-search.ts';

interface LogsFlags {
  readonly stack: string;
  readonly region?: string;
  readonly trial?: number;
  readonly follow: boolean;
  readonly json: boolean;
}

/** Milliseconds between two readings. */
const INTERVAL = 5000;

/** `spotnas logs ID` */
export function logsCommand(program: Command, context: Context): void {
  program
    .command('logs')
    .argument('<id>', 'a search on AWS, as `spotnas list --stack` shows it')
    .description('show what the trainers of a search on AWS say')
    .addOption(trialOption())
    .addOption(followOption())
    .addOption(stackOption())
    .addOption(regionOption())
    .addOption(jsonLinesOption())
    .action(async (id: string, { stack, region, ...flags }: LogsFlags) => {
      const remote = await context.connect({ stack, region });
      await findRemoteSearch(remote, id);
      const { signal, release } = interruptible(() => {});
      try {
        await copyLog(context, remote, { id, signal, ...flags });
      } finally {
        release();
      }
      if (signal.aborted) throw new WatchInterruptedError('');
    });
}

interface Copy extends Pick<LogsFlags, 'trial' | 'follow' | 'json'> {
  readonly id: string;
  readonly signal: AbortSignal;
}

/** Writes what is there; when following, until the search has ended and what it said last is written, too. */
async function copyLog({ stdout, stderr, pause }: Context, remote: Remote, copy: Copy): Promise<void> {
  const { id, trial, follow, json, signal } = copy;
  const { SearchLog } = await import('../../remote/search-log.ts');
  const log = new SearchLog(remote, id, trial);
  const write = json ? jsonWriter : textWriter();
  let isSilent = true;
  for (let isOver = false; !isOver && !signal.aborted; ) {
    isOver = !follow || !(await isRunning(remote, id));
    for await (const part of log.read()) {
      isSilent = false;
      stdout.write(write(part));
      if (signal.aborted) break;
    }
    if (!isOver) await pause(INTERVAL, signal);
  }
  if (isSilent) stderr.write(silenceText(log.jobs, remote.outputs.TrainerLogGroupName));
}

async function isRunning(remote: Remote, id: string): Promise<boolean> {
  const { searchProgress } = await import('../../remote/progress.ts');
  const { standing } = await searchProgress(remote, id);
  return ['starting', 'running', 'between'].includes(standing.kind);
}
