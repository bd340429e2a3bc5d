import type { Command } from 'commander';
import { canonicalJson } from '../../trial/json.ts';
import type { JsonObject } from '../../trial/trial.ts';
import type { Context } from '../context.ts';
import { requireDevices } from '../device-catalogue.ts';
import { UsageError } from '../errors.ts';
import { nextId } from '../ids.ts';
import { loadSpecification } from '../load-specification.ts';
import { openHome } from '../open-home.ts';
import { homeOption, idOption, jsonOption, seedOption, workersOption } from '../options.ts';
import { watchSearch } from '../watch-search.ts';

interface RunFlags {
  readonly id?: string;
  readonly home: string;
  readonly workers?: number;
  readonly seed?: number;
  readonly json: boolean;
}

/** `spotnas run SPEC` */
export function runCommand(program: Command, context: Context): void {
  program
    .command('run')
    .argument('<spec>', 'specification: a YAML or JSON file')
    .description('search on this computer')
    .addOption(idOption())
    .addOption(homeOption())
    .addOption(workersOption())
    .addOption(seedOption())
    .addOption(jsonOption())
    .action(async (path: string, { id: wanted, home, workers, seed, json }: RunFlags) => {
      const fromFile = await loadSpecification(path);
      const spec = seed === undefined ? fromFile : { ...fromFile, seed };
      await requireDevices(home, spec);
      const { trials } = await openHome(home);
      const searches = await trials.listSearches();
      const id =
        wanted ??
        nextId(
          searches.map((search) => search.id),
          spec.name,
        );
      const existing = searches.find((search) => search.id === id);
      if (existing && canonicalJson(existing.spec) !== canonicalJson(spec as unknown as JsonObject)) {
        throw new UsageError(`--id: got ${id}, a search with another specification; allowed: an id that is free`);
      }
      await watchSearch(context, { home, id, spec, workers, json, isNew: !existing });
    });
}
