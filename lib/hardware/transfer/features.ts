import { mean } from '../../math/statistics.ts';

/** What is known of an architecture before it is measured on a device. */
export interface Traits {
  /** How much of each kind of work it does: operators by kind, their MACs, their bytes. */
  readonly counts: readonly number[];
  /** Its choices, as a space encodes them. */
  readonly decisions: readonly number[];
  /** Milliseconds on each of the reference devices, measured or predicted. */
  readonly references: readonly number[];
}

/** Traits as the parts of a prediction take them, each about 1 in square on average over a space. */
export interface Features {
  readonly constant: readonly number[];
  readonly counts: readonly number[];
  readonly decisions: readonly number[];
  /** Near each other where most choices are equal. */
  readonly interactions: readonly number[];
  /** What the references have in common: their mean, each in shares of what it takes on average. */
  readonly common: readonly number[];
  /** In what each reference differs from that. */
  readonly differences: readonly number[];
}

/** Means and sizes of traits over a space: JSON. */
export interface Scales {
  readonly counts: Centred;
  readonly decisions: Centred;
  /** Mean milliseconds of each reference. */
  readonly references: readonly number[];
  readonly common: number;
  /** Of each reference, its slope on what they have in common. */
  readonly slopes: readonly number[];
  readonly differences: number;
}

interface Centred {
  readonly mean: readonly number[];
  readonly size: number;
}

/** @param population architectures of the space, as they come. @throws RangeError without one */
export function scalesOf(population: readonly Traits[]): Scales {
  const references = columns(population.map((traits) => traits.references)).map(mean);
  const shares = population.map((traits) => sharesOf(traits, references));
  const common = shares.map((all) => (all.length === 0 ? 0 : mean(all)));
  const square = common.reduce((sum, value) => sum + value * value, 0);
  const slopes = columns(shares).map(
    (column) => column.reduce((sum, value, i) => sum + value * common[i]!, 0) / square,
  );
  return {
    counts: centred(population.map((traits) => traits.counts)),
    decisions: centred(population.map((traits) => traits.decisions)),
    references,
    common: sizeOf(common.map((value) => [value])),
    slopes,
    differences: sizeOf(shares.map((all, i) => differ(all, slopes, common[i]!))),
  };
}

/** The features of an architecture, given the scales of its space. */
export function featuresOf(traits: Traits, scales: Scales): Features {
  const decisions = within(traits.decisions, scales.decisions);
  const shares = sharesOf(traits, scales.references);
  const common = shares.length === 0 ? 0 : mean(shares);
  return {
    constant: [1],
    counts: within(traits.counts, scales.counts),
    decisions,
    // Two of them are then 1 apart, in square, on average.
    interactions: decisions.map((value) => value * Math.SQRT1_2),
    common: [common / scales.common],
    differences: differ(shares, scales.slopes, common).map((value) => value / scales.differences),
  };
}

const sharesOf = ({ references }: Traits, means: readonly number[]) => references.map((ms, d) => ms / means[d]!);

const differ = (shares: readonly number[], slopes: readonly number[], common: number) =>
  shares.map((share, d) => share - slopes[d]! * common);

function centred(rows: readonly (readonly number[])[]): Centred {
  const means = columns(rows).map(mean);
  return { mean: means, size: sizeOf(rows.map((row) => row.map((value, k) => value - means[k]!))) };
}

const within = (row: readonly number[], { mean: means, size }: Centred) =>
  row.map((value, k) => (value - means[k]!) / size);

/** Root of the mean square length; 1 where there is nothing. */
const sizeOf = (rows: readonly (readonly number[])[]) =>
  Math.sqrt(mean(rows.map((row) => row.reduce((sum, value) => sum + value * value, 0)))) || 1;

const columns = (rows: readonly (readonly number[])[]) => rows[0]!.map((_, k) => rows.map((row) => row[k]!));
