import type { Engine } from '../engine/engine.ts';
import { randomStream } from '../math/random.ts';
import { initialWeights } from '../network/initialise.ts';
import type { Network } from '../network/network.ts';
import { latencyPredictor, networkTraits } from './latency.ts';
import { operatorBenchmark } from './measure-operators.ts';
import { operatorsOf } from './operators.ts';
import type { DeviceProfile } from './profile.ts';
import { fitRegressions } from './regression.ts';
import { fitTransfer } from './transfer/model.ts';
import { type Quality, qualityOf } from './transfer/quality.ts';

export interface MeasureOptions {
  /** What the profile is called, e.g. `this-machine`. */
  readonly device: string;
  /** Turns in which each network is timed. */
  readonly rounds?: number;
  /** Most operators to measure, those that the networks use most; the regressions predict the others. */
  readonly operators?: number;
}

/**
 * Measures the device that this process runs on: the operators of sample networks, and the networks themselves.
 * All of the networks give the model; how good it is shows where half of them predict the other half.
 * @param networks sampled from the space that will be searched, at least 8; more than about 30 change little
 * @throws RangeError when there are fewer than 8 networks
 */
export function measureDevice(engine: Engine, networks: readonly Network[], options: MeasureOptions): DeviceProfile {
  const { device, rounds = 20, operators: limit = 120 } = options;
  if (networks.length < 8) throw new RangeError(`${networks.length} networks are too few for a profile; it takes 8`);
  const benchmark = operatorBenchmark(mostUsed(networks, limit));
  const all = [...benchmark.networks, ...networks].map((network) => ({
    network,
    weights: initialWeights(network, randomStream(0, 'profile')),
  }));
  const ms = engine.time(all, rounds);
  const measured = benchmark.read(ms);
  const table = {
    operators: Object.fromEntries(measured.map(({ operator, ms }) => [operator.signature, ms])),
    regressions: fitRegressions(measured),
  };
  const timed = networks.map((network, i) => ({ network, ms: ms[benchmark.networks.length + i]! }));
  const [fitted, held] = [timed.filter((_, i) => i % 2 === 0), timed.filter((_, i) => i % 2 === 1)];
  const learnt = (some: typeof timed) => {
    const measured = some.map(({ network, ms }) => ({ traits: networkTraits(table, network), ms }));
    return {
      ...table,
      model: fitTransfer(
        measured,
        measured.map(({ traits }) => traits),
      ),
    };
  };
  return { device, engine: engine.fingerprint, ...learnt(timed), check: check(learnt(fitted), held) };
}

/** Distinct operators, those of most networks first. */
function mostUsed(networks: readonly Network[], limit: number) {
  const bySignature = Map.groupBy(networks.flatMap(operatorsOf), ({ signature }) => signature);
  const byUse = [...bySignature.values()].sort((a, b) => b.length - a.length);
  return byUse.slice(0, limit).map(([operator]) => operator!);
}

/** Compares predictions with measurements. */
export function check(
  profile: Parameters<typeof latencyPredictor>[0],
  timed: readonly { readonly network: Network; readonly ms: number }[],
): Quality {
  const { latencyMs } = latencyPredictor(profile);
  return qualityOf(
    timed.map(({ network }) => latencyMs(network)),
    timed.map(({ ms }) => ms),
  );
}
