/** A process of a benchmark of latencies: the parent sends one `LatencyJob`, it answers a `DrawQuality` a draw, and ends. */
import { type Draw, predictDraw } from './predict.ts';
import { type LatencyTableOptions, readLatencyTable } from './table.ts';

export interface LatencyJob {
  readonly table: LatencyTableOptions;
  readonly draws: readonly Draw[];
}

process.once('message', ({ table: options, draws }: LatencyJob) => {
  const table = readLatencyTable(options);
  for (const draw of draws) process.send!(predictDraw(table, draw));
  process.disconnect();
});
