import { type CHOICES, mostTelling } from '../../hardware/transfer/choose.ts';
import type { Traits } from '../../hardware/transfer/features.ts';
import { fitTransfer, transferPredictor } from '../../hardware/transfer/model.ts';
import { type Quality, qualityOf } from '../../hardware/transfer/quality.ts';
import { normalQuantile } from '../../math/normal-quantile.ts';
import { randomStream } from '../../math/random.ts';
import { kendallTau, mean, quantile } from '../../math/statistics.ts';
import type { LatencyTable } from './table.ts';

/** A device that is new: so many of its architectures are measured, drawn by the seed. */
export interface Draw {
  readonly target: string;
  readonly references: readonly string[];
  readonly samples: number;
  readonly choose: (typeof CHOICES)[number];
  readonly seed: number;
}

/** How the architectures that were not drawn are predicted. */
export interface DrawQuality extends Quality {
  readonly kendall: number;
  /** Share of the architectures accepted as 90 % sure to be below a limit that are above it; mean of three limits. */
  readonly violated90: number;
}

/** Architectures of which the most telling are chosen: this many, but not most of the table. */
const POOL = 200;
/** Architectures that say what is usual in the space; more change nothing. */
const POPULATION = 1000;
/** Limits, as quantiles of what was measured. */
const LIMITS = [0.25, 0.5, 0.75];
/** Deviations above what is expected that a measurement stays below with 90 %. */
const SURE = normalQuantile(0.9);

/** Predicts a device of the table from some of its rows. */
export function predictDraw(
  { architectures, ms }: LatencyTable,
  { target, references, samples, choose, seed }: Draw,
): DrawQuality {
  const others = references.filter((device) => device !== target).map((device) => ms.get(device)!);
  const traits = (row: number): Traits => ({ ...architectures[row]!, references: others.map((times) => times[row]!) });
  const times = ms.get(target)!;
  const order = randomStream(seed, 'latency', target).shuffle([...architectures.keys()]);
  const pool = order.slice(0, choose === 'random' ? samples : Math.max(samples, Math.min(POOL, order.length / 2)));
  const drawn = choose === 'random' ? pool : mostTelling(pool.map(traits), samples).map((i) => pool[i]!);
  const held = order.slice(pool.length);
  const model = fitTransfer(
    drawn.map((row) => ({ traits: traits(row), ms: times[row]! })),
    held.slice(0, POPULATION).map(traits),
  );
  const predict = transferPredictor(model);
  const predicted = held.map((row) => predict(traits(row)));
  const measured = held.map((row) => times[row]!);
  const means = predicted.map((expected) => expected.mean);
  const violated = LIMITS.flatMap((share) => {
    const limit = quantile(measured, share);
    const accepted = measured.filter((_, row) => means[row]! + SURE * predicted[row]!.deviation <= limit);
    return accepted.length === 0 ? [] : accepted.filter((ms) => ms > limit).length / accepted.length;
  });
  return {
    ...qualityOf(predicted, measured),
    kendall: kendallTau(means, measured),
    violated90: violated.length === 0 ? 0 : mean(violated),
  };
}
