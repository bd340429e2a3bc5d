import type { Command } from 'commander';
import type { Check } from '../../remote/doctor/check.ts';
import type { Target } from '../../remote/target.ts';
import type { Context } from '../context.ts';
import { ChecksFailedError } from '../errors.ts';
import { plural, table } from '../format.ts';
import { jsonOption, regionOption, stackOption } from '../options.ts';

/** `spotnas doctor` */
export function doctorCommand(program: Command, context: Context): void {
  program
    .command('doctor')
    .description(
      'check what a search on AWS needs: credentials, quotas, the stack, its queues and images; say what to do',
    )
    .addOption(stackOption())
    .addOption(regionOption())
    .addOption(jsonOption())
    .action(async ({ json, ...target }: Target & { readonly json: boolean }) => {
      const { examine } = await import('../../remote/doctor/doctor.ts');
      const checks = await examine(target);
      context.stdout.write(json ? `${JSON.stringify(checks)}\n` : text(checks));
      const failures = checks.filter(({ result }) => result === 'failed');
      if (failures.length > 0) {
        const names = failures.map(({ name }) => name).join(', ');
        throw new ChecksFailedError(`${failures.length} of ${plural(checks.length, 'check')} failed: ${names}`);
      }
      if (!json) context.stderr.write('a search on AWS can run\n');
    });
}

/** The table, then what to do, one line each that can be copied whole. */
function text(checks: readonly Check[]): string {
  const rows = checks.map(({ name, result, found }) => [result, name, found]);
  const todos = checks.flatMap(({ name, todo }) => (todo === undefined ? [] : `${name}:\n  ${todo}\n`));
  return table('lll', rows) + (todos.length > 0 ? `\nWhat to do\n${todos.join('')}` : '');
}
