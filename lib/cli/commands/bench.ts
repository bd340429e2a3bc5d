import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { benchLatencyCommand } from './bench/latency.ts';
import { benchStrategiesCommand } from './bench/strategies.ts';

/** `spotnas bench` */
export function benchCommand(program: Command, context: Context): void {
  const bench = program.command('bench').description('measure the parts of a search on public tables');
  benchStrategiesCommand(bench, context);
  benchLatencyCommand(bench, context);
}
