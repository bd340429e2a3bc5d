import type { Command } from 'commander';
import { stringify } from 'yaml';
import type { Context } from '../context.ts';
import { loadSpecification } from '../load-specification.ts';
import { jsonOption } from '../options.ts';

/** `spotnas validate SPEC` */
export function validateCommand(program: Command, context: Context): void {
  program
    .command('validate')
    .argument('<spec>', 'specification: a YAML or JSON file')
    .description('check a specification and print it with every default filled in')
    .addOption(jsonOption())
    .action(async (path: string, { json }: { json: boolean }) => {
      const spec = await loadSpecification(path);
      context.stdout.write(json ? `${JSON.stringify(spec)}\n` : stringify(spec));
      context.stderr.write(`${path} is valid\n`);
    });
}
