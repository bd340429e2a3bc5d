import { type AdditiveFit, additiveProcess, fitAdditive } from '../../math/additive-process.ts';
import type { Point } from '../../math/parts.ts';
import type { Expectation } from '../../math/regression.ts';
import { type Features, featuresOf, type Scales, scalesOf, type Traits } from './features.ts';
import { type Hypothesis, hypothesesOf } from './hypotheses.ts';

/** An architecture that was measured on the device. */
export interface Measured {
  readonly traits: Traits;
  readonly ms: number;
}

/** What was learnt of a device: JSON, as large as its measurements. */
export interface TransferModel {
  readonly scales: Scales;
  readonly measured: readonly Measured[];
  /** One a hypothesis. */
  readonly fits: readonly AdditiveFit[];
  /** How much more the measurements vary than the hypotheses say. */
  readonly stretch: number;
}

/**
 * How many values it takes to tell as much of hypotheses as their likelihood says one does: neither is true, and what is
 * not true is doubted too little (Grunwald and van Ommen 2017, arXiv:1412.3730).
 */
const DOUBT = 5;
/** Values for which it counts that intervals are as hypotheses say. */
const FAITH = 10;
/** A value further off, in deviations, counts as this far. */
const FARTHEST = 3;

/**
 * Learns a device's milliseconds from measurements, and from what reference devices take: sums of parts in milliseconds,
 * because a device does one operator after the other, under several hypotheses that are weighed by how well they foresaw
 * the measurements.
 * @param population architectures of the space, measured or not: what is usual in it
 * @throws RangeError without measurements or population, or where a time is not positive
 */
export function fitTransfer(measured: readonly Measured[], population: readonly Traits[]): TransferModel {
  const scales = scalesOf(population);
  const hypotheses = hypothesesOf(scales.references.length);
  const features = measured.map(({ traits }) => featuresOf(traits, scales));
  const values = measured.map(({ ms }) => ms);
  const fits = hypotheses.map((hypothesis) =>
    fitAdditive(Object.values(hypothesis), points(hypothesis, features), values),
  );
  const model = { scales, measured, fits, stretch: 1 };
  return { ...model, stretch: stretchOf(predictions(model)) };

  function stretchOf(all: ReturnType<typeof predictions>): number {
    const squares = values.map((value, i) => {
      const { mean, deviation } = mixed(all.map(({ weight, prediction }) => ({ weight, ...prediction.leftOut[i]! })));
      return Math.min(FARTHEST, Math.abs(value - mean) / deviation) ** 2;
    });
    return Math.sqrt((FAITH + squares.reduce((sum, square) => sum + square, 0)) / (FAITH + squares.length));
  }
}

/** Milliseconds that an architecture is expected to take when it is measured, and what that may be off by. */
export function transferPredictor(model: TransferModel): (traits: Traits) => Expectation {
  const all = predictions(model);
  return (traits) => {
    const features = featuresOf(traits, model.scales);
    const { mean, deviation } = mixed(
      all.map(({ hypothesis, weight, prediction }) => ({ weight, ...prediction.at(point(hypothesis, features)) })),
    );
    return { mean, deviation: deviation * model.stretch };
  };
}

function predictions({ scales, measured, fits }: TransferModel) {
  const features = measured.map(({ traits }) => featuresOf(traits, scales));
  const values = measured.map(({ ms }) => ms);
  const best = Math.max(...fits.map(({ evidence }) => evidence));
  const likely = fits.map(({ evidence }) => Math.exp((evidence - best) / DOUBT));
  const total = likely.reduce((sum, one) => sum + one, 0);
  return hypothesesOf(scales.references.length).map((hypothesis, h) => ({
    hypothesis,
    weight: likely[h]! / total,
    prediction: additiveProcess(Object.values(hypothesis), points(hypothesis, features), values, fits[h]!),
  }));
}

/** Mean and deviation of a mixture. */
function mixed(all: readonly (Expectation & { readonly weight: number })[]): Expectation {
  const mean = all.reduce((sum, one) => sum + one.weight * one.mean, 0);
  const variance = all.reduce((sum, one) => sum + one.weight * (one.deviation ** 2 + (one.mean - mean) ** 2), 0);
  return { mean, deviation: Math.sqrt(variance) };
}

const point = (hypothesis: Hypothesis, features: Features): Point =>
  Object.keys(hypothesis).map((part) => features[part as keyof Features]);

const points = (hypothesis: Hypothesis, all: readonly Features[]) => all.map((features) => point(hypothesis, features));
