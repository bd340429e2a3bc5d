import type { Command } from 'commander';
import type { Remote } from '../../remote/connect.ts';
import type { Specification } from '../../spec/specification.ts';
import type { JsonObject } from '../../trial/trial.ts';
import type { Context } from '../context.ts';
import { withDataFiles } from '../data-files.ts';
import { bringDevices } from '../device-catalogue.ts';
import { UsageError } from '../errors.ts';
import { bytes } from '../format.ts';
import { nextId } from '../ids.ts';
import { loadSpecification } from '../load-specification.ts';
import * as options from '../options.ts';
import { type Started, tellStarted } from '../started.ts';
import { callFor } from '../target.ts';

interface StartFlags {
  readonly id?: string;
  readonly seed?: number;
  readonly usd?: number;
  readonly maxConcurrency?: number;
  readonly home: string;
  readonly stack: string;
  readonly region?: string;
  readonly watch: boolean;
  readonly json: boolean;
}

/** `spotnas start SPEC` */
export function startCommand(program: Command, context: Context): void {
  program
    .command('start')
    .argument('<spec>', 'specification: a YAML or JSON file')
    .description('search on AWS; its data files are uploaded')
    .addOption(options.idOption())
    .addOption(options.seedOption())
    .addOption(options.usdOption())
    .addOption(options.concurrencyOption())
    .addOption(options.homeOption())
    .addOption(options.stackOption())
    .addOption(options.regionOption())
    .addOption(options.watchOption())
    .addOption(options.jsonOption())
    .action(async (path: string, flags: StartFlags) => {
      const { seed, stack, region } = flags;
      const fromFile = await loadSpecification(path);
      const remote = await context.connect({ stack, region });
      const taken = (await remote.stores.trials.listSearches()).map(({ id }) => id);
      if (flags.id && taken.includes(flags.id)) throw new UsageError(isTaken(remote, flags.id));
      const spec = await withDataFiles(
        seed === undefined ? fromFile : { ...fromFile, seed },
        uploader(context, remote),
      );
      await bringDevices(flags.home, spec, remote);
      await tellStarted(context, remote, await begin(remote, spec, { ...flags, taken }), flags);
    });
}

const uploader =
  ({ stderr }: Context, { outputs }: Remote) =>
  async (file: string) => {
    const { uploadFile } = await import('../../remote/uploads.ts');
    return uploadFile(outputs.BucketName, file, (size) => stderr.write(`uploading ${file} (${bytes(size)})\n`));
  };

const isTaken = ({ target }: Remote, id: string) =>
  `--id: got ${id}, which exists; allowed: an id that is free (go on with it: ${callFor('resume', id, target)})`;

/** Ids that other executions are about to take are skipped; so many at once means something else. */
const TRIES = 20;

async function begin(
  remote: Remote,
  spec: Specification,
  { id: wanted, usd, maxConcurrency, taken }: StartFlags & { readonly taken: readonly string[] },
): Promise<Started> {
  const { startSearch } = await import('../../remote/start-search.ts');
  const ids = [...taken];
  for (let tries = 0; tries < TRIES; tries++) {
    const id = wanted ?? nextId(ids, spec.name);
    const limits = { ...(usd !== undefined && { usd }), ...(maxConcurrency && { maxConcurrency }) };
    const execution = await startSearch(remote, { searchId: id, spec: spec as unknown as JsonObject, ...limits });
    if (execution) return { id, execution };
    if (wanted) break;
    ids.push(id);
  }
  throw new UsageError(
    `--id: got ${wanted ?? 'none'}, which another execution is beginning; allowed: an id that is free`,
  );
}
