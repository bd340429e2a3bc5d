/**
 * Examples per second of a training on this machine: the graph engine, Keras on TensorFlow and PyTorch train the same
 * networks on the same data in turns, each in every setting of systems.ts; the best setting of each counts. After a
 * first round of shorter turns only the finalists of each system go on. Peers are skipped, with the reason, where Python
 * cannot have them.
 *
 *   node bench/training/run.ts [--networks smallCnn,transformer] [--systems spotnas,keras] [--filter REGEX]
 *     [--first-seconds 8] [--finalists 2] [--rounds 4] [--seconds 20] [--python PYTHON] [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../../lib/math/statistics.ts';
import { type Case, cases } from './cases.ts';
import { writeExamples } from './data.ts';
import { peersPython } from './python.ts';
import { allSettings, label, type Setting, SYSTEMS } from './systems.ts';
import { Trainer, type Turn } from './trainer.ts';

const { values: options } = parseArgs({
  options: {
    networks: { type: 'string', default: cases.map(({ name }) => name).join() },
    systems: { type: 'string', default: SYSTEMS.join() },
    filter: { type: 'string', default: '' },
    'first-seconds': { type: 'string', default: '8' },
    finalists: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '20' },
    python: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

interface Running {
  readonly setting: Setting;
  readonly trainers: readonly Trainer[];
}

interface Measured {
  readonly network: string;
  readonly system: Setting['system'];
  readonly setting: string;
  /** Turns that count: those of the final rounds, or the first one of a setting that did not reach them. */
  readonly turns: number;
  /** Median over the turns. */
  readonly examplesPerSecond: number;
  readonly cpuMsPerExample: number;
  /** Of the first and the last turn. */
  readonly losses: readonly [number, number];
}

const python = options.python ?? (await peersPython());
const wanted = allSettings.filter(
  (setting) =>
    options.systems.split(',').includes(setting.system) &&
    (python !== undefined || setting.system === 'spotnas') &&
    new RegExp(options.filter).test(label(setting)),
);
const results: Measured[] = [];
for (const one of cases.filter(({ name }) => options.networks.split(',').includes(name))) {
  const measured = await measure(one);
  results.push(...measured);
  if (!options.json) print(one.name, measured);
}
if (options.json) console.log(JSON.stringify({ results }, null, 2));

/** Settings take turns, so that all see the same of a machine that gets faster and slower. */
async function measure(one: Case): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'spotnas-bench-'));
  writeExamples(folder, one.examples(), one.network.input);
  const running = await startAll(one, folder);
  try {
    const firsts = await round(running, Number(options['first-seconds']));
    const first = new Map(running.map((each, i) => [each, firsts[i]!]));
    const finalists = SYSTEMS.flatMap((system) =>
      running
        .filter(({ setting }) => setting.system === system)
        .sort((a, b) => speed(first.get(b)!) - speed(first.get(a)!))
        .slice(0, Number(options.finalists)),
    );
    const others = running.filter((each) => !finalists.includes(each));
    for (const { trainers } of others) for (const trainer of trainers) trainer.stop();
    const rounds: (readonly Turn[])[] = [];
    for (let i = 0; i < Number(options.rounds); i++) rounds.push(await round(finalists, Number(options.seconds)));
    return running.map((each) => {
      const final = rounds.map((turns) => turns[finalists.indexOf(each)]);
      return summarised(one, each.setting, first.get(each)!, others.includes(each) ? [] : final.map((turn) => turn!));
    });
  } finally {
    for (const { trainers } of running) for (const trainer of trainers) trainer.stop();
    rmSync(folder, { recursive: true });
  }
}

async function round(running: readonly Running[], seconds: number): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  for (const { setting, trainers } of running) {
    turns.push(await together(trainers, seconds));
    if (process.stderr.isTTY) console.error(`${label(setting)}: ${Math.round(speed(turns.at(-1)!))} examples/s`);
  }
  return turns;
}

function summarised({ name }: Case, setting: Setting, first: Turn, final: readonly Turn[]): Measured {
  const counted = final.length > 0 ? final : [first];
  return {
    network: name,
    system: setting.system,
    setting: label(setting),
    turns: counted.length,
    examplesPerSecond: median(counted.map(speed)),
    cpuMsPerExample: median(counted.map(({ cpu, examples }) => (1000 * cpu) / examples)),
    losses: [first.loss, counted.at(-1)!.loss],
  };
}

/** Examples a second. */
function speed({ examples, seconds }: Turn): number {
  return examples / seconds;
}

/** Each setting warmed up; what does not start is told and left out. @throws Error when two systems differ in parameters */
async function startAll(one: Case, folder: string) {
  const running: Running[] = [];
  const parameters = new Map<string, number>();
  for (const setting of wanted) {
    const trainers = start(one, setting, folder);
    try {
      for (const trainer of trainers) parameters.set(label(setting), await trainer.ready());
      await together(trainers, 2);
      running.push({ setting, trainers });
    } catch (error) {
      for (const trainer of trainers) trainer.stop();
      console.error(`${one.name}, ${label(setting)}: left out: ${(error as Error).message}`);
    }
  }
  if (new Set(parameters.values()).size > 1) {
    throw new Error(`${one.name}: the networks differ in parameters: ${JSON.stringify([...parameters])}`);
  }
  return running;
}

function start(one: Case, { system, processes, threads, options: chosen }: Setting, folder: string): Trainer[] {
  const { network: _, examples: __, name, ...rest } = one;
  const job = JSON.stringify({ ...rest, network: name, data: folder, options: chosen });
  const count = String(threads);
  const env = {
    ...process.env,
    TF_NUM_INTRAOP_THREADS: count,
    TF_NUM_INTEROP_THREADS: String(chosen.interop ?? threads),
    OMP_NUM_THREADS: count,
    TF_CPP_MIN_LOG_LEVEL: '2',
    CUDA_VISIBLE_DEVICES: '',
  };
  const here = import.meta.dirname;
  const command =
    system === 'spotnas'
      ? [process.execPath, join(here, 'worker.ts'), job]
      : [python!, join(here, 'peers', `${system}_train.py`), job];
  return Array.from({ length: processes }, () => new Trainer(command, env));
}

async function together(trainers: readonly Trainer[], seconds: number): Promise<Turn> {
  const turns = await Promise.all(trainers.map((trainer) => trainer.turn(seconds)));
  const sum = (of: (turn: Turn) => number) => turns.reduce((total, turn) => total + of(turn), 0);
  return {
    examples: sum(({ examples }) => examples),
    seconds: Math.max(...turns.map((turn) => turn.seconds)),
    cpu: sum(({ cpu }) => cpu),
    loss: sum(({ loss }) => loss) / turns.length,
  };
}

function print(name: string, measured: readonly Measured[]): void {
  const best = (system: Setting['system']) =>
    Math.max(...measured.filter((one) => one.system === system).map(({ examplesPerSecond }) => examplesPerSecond));
  console.log(name);
  console.table(
    Object.fromEntries(
      measured.map(({ setting, turns, examplesPerSecond, cpuMsPerExample, losses }) => [
        setting,
        {
          turns,
          'examples/s': Math.round(examplesPerSecond),
          'CPU ms/example': Number(cpuMsPerExample.toFixed(3)),
          'loss, first to last turn': losses.map((loss) => loss.toFixed(3)).join(' to '),
        },
      ]),
    ),
  );
  for (const peer of SYSTEMS.filter((system) => system !== 'spotnas' && best(system) > 0)) {
    console.log(`spotnas / ${peer}, best settings: ${(best('spotnas') / best(peer)).toFixed(2)}`);
  }
}
