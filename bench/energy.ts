/**
 * How well measured energy is predicted: a few architectures of EC-NAS-Bench's table (kWh of a training of four epochs on one
 * GPU, cells of NAS-Bench-101 with up to five vertices) are measurements, all others are predicted. The model of energy is
 * the only reference of the transfer predictor, or none is (`--alone`). Beside it, on the same draws, a ridge regression of
 * the logarithm of energy on that of the model and on the model's energy of each type of operator, or, alone, on choices
 * one-hot; and how the model ranks all of them, of which nothing was measured.
 *
 *   node bench/energy.ts [--runs 20] [--seed 0] [--samples 10,20,100] [--alone] [--json]
 */
import { parseArgs } from 'node:util';
import { modelEnergyMj, operatorMj } from '../lib/hardware/energy/model.ts';
import { operatorsOf } from '../lib/hardware/operators.ts';
import type { Traits } from '../lib/hardware/transfer/features.ts';
import { fitTransfer, transferPredictor } from '../lib/hardware/transfer/model.ts';
import { qualityOf } from '../lib/hardware/transfer/quality.ts';
import { randomStream } from '../lib/math/random.ts';
import { mean, spearman } from '../lib/math/statistics.ts';
import { counts } from '../lib/network/counts.ts';
import type { Network } from '../lib/network/network.ts';
import { type Cell, cellNetwork, OPERATIONS } from './energy/nasbench101.ts';
import { readTable, TABLE, tableIsPresent } from './energy/table.ts';
import { ridge } from './ridge.ts';

const { values: given } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '0' },
    samples: { type: 'string', default: '10,20,100' },
    alone: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [runs, seed] = [Number(given.runs), Number(given.seed)];
if (!tableIsPresent) {
  console.error(`skipped: ${TABLE} is not here`);
  process.exit(0);
}

/** Vertices of the largest cell; smaller ones have their output last too. */
const VERTICES = 5;
/** Of the ridge regression; 0.3 and 3 give about the same on this table. */
const STRENGTH = 1;
/** Architectures that say what is usual in the space. */
const POPULATION = 1000;

const table = readTable().map(({ cell, ...row }) => ({ ...row, cell, network: cellNetwork(cell) }));
const kwh = table.map((row) => row.kwh);
const modelled = table.map(({ network }) => modelEnergyMj(network));
const macs = table.map(({ network }) => counts(network).macs);
const wrong = table.filter(({ network, parameters }) => counts(network).parameters !== parameters).length;
const types = [...new Set(table.flatMap(({ network }) => operatorsOf(network).map(({ type }) => type)))];
const traits = table.map(
  ({ cell, network }, row): Traits => ({
    counts: given.alone ? [] : energyByType(network),
    decisions: decisionsOf(cell),
    references: given.alone ? [] : [modelled[row]!],
  }),
);
const features = traits.map(({ counts: work, decisions, references }) =>
  given.alone ? decisions : [...references.map(Math.log), ...work],
);

const results = given.samples.split(',').map((samples) => ({ samples: Number(samples), ...drawn(Number(samples)) }));
const whole = { spearman: spearman(modelled, kwh), spearmanOfMacs: spearman(macs, kwh), wrong, rows: table.length };
if (given.json) console.log(JSON.stringify({ runs, seed, results, model: whole }, null, 2));
else {
  console.log(`${table.length} networks, ${wrong} of them with other parameters than the table says`);
  console.log(`Spearman of all: model ${whole.spearman.toFixed(3)}, MACs alone ${whole.spearmanOfMacs.toFixed(3)}`);
  console.table(
    results.map(({ samples, transfer, regression }) => ({
      samples,
      Spearman: transfer.spearman.toFixed(3),
      'ridge ': regression.spearman.toFixed(3),
      'within 10 %': transfer.within10.toFixed(3),
      ' ridge': regression.within10.toFixed(3),
      'in 90 % interval': transfer.coverage90.toFixed(3),
    })),
  );
}

/** Means over the draws of so many measurements. */
function drawn(samples: number) {
  const qualities = Array.from({ length: runs }, (_, i) => {
    const order = randomStream(seed + i, 'energy').shuffle([...table.keys()]);
    return predicted(order.slice(0, samples), order.slice(samples));
  });
  const average = (of: (quality: (typeof qualities)[number]) => number) => mean(qualities.map(of));
  return {
    transfer: {
      spearman: average(({ transfer }) => transfer.spearman),
      within10: average(({ transfer }) => transfer.within10),
      coverage90: average(({ transfer }) => transfer.coverage90),
    },
    regression: {
      spearman: average(({ regression }) => regression.spearman),
      within10: average(({ regression }) => regression.within10),
    },
  };
}

function predicted(learnt: readonly number[], held: readonly number[]) {
  const measured = held.map((row) => kwh[row]!);
  const transfer = transferPredictor(
    fitTransfer(
      learnt.map((row) => ({ traits: traits[row]!, ms: kwh[row]! })),
      held.slice(0, POPULATION).map((row) => traits[row]!),
    ),
  );
  const regression = ridge(
    learnt.map((row) => features[row]!),
    learnt.map((row) => Math.log(kwh[row]!)),
    STRENGTH,
  );
  const quality = (expected: Parameters<typeof qualityOf>[0]) => qualityOf(expected, measured);
  return {
    transfer: quality(held.map((row) => transfer(traits[row]!))),
    regression: quality(held.map((row) => ({ mean: Math.exp(regression(features[row]!)), deviation: 0 }))),
  };
}

/** Millijoules by the model, of each type of operator. */
function energyByType(network: Network): readonly number[] {
  const energies = types.map(() => 0);
  for (const operator of operatorsOf(network)) energies[types.indexOf(operator.type)]! += operatorMj(operator);
  return energies;
}

/** One-hot: the operation on each vertex, and which edges there are. */
function decisionsOf({ vertices, operations, hasEdge }: Cell): readonly number[] {
  const vertex = (index: number) => (index === VERTICES - 1 ? vertices - 1 : index < vertices - 1 ? index : undefined);
  const chosen = Array.from({ length: VERTICES - 2 }, (_, i) =>
    OPERATIONS.map((operation) => Number(operations[i] === operation)),
  );
  const edges = Array.from({ length: VERTICES }, (_, to) =>
    Array.from({ length: to }, (_, from) => {
      const [start, end] = [vertex(from), vertex(to)];
      return Number(start !== undefined && end !== undefined && hasEdge(start, end));
    }),
  );
  return [...chosen.flat(), ...edges.flat()];
}
