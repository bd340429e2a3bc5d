import type { Network } from '../network/network.ts';
import { latencyPredictor, networkTraits } from './latency.ts';
import { operatorBenchmark } from './measure-operators.ts';
import { nominalMs } from './nominal.ts';
import { operatorsOf } from './operators.ts';
import type { DeviceProfile } from './profile.ts';
import { fitRegressions } from './regression.ts';
import { fitTransfer } from './transfer/model.ts';
import { type Quality, qualityOf } from './transfer/quality.ts';

/** What is timed on a device to know it, and what the times say. */
export interface ProfilePlan {
  /** Networks to time. */
  readonly networks: readonly Network[];
  /** @param ms milliseconds of each network, in order */
  read(ms: readonly number[], where: Pick<DeviceProfile, 'device' | 'engine'>): DeviceProfile;
}

/** Fewer networks say nothing of a device. */
const LEAST_NETWORKS = 8;

/**
 * Plans to measure a device: the operators of sample networks, and the networks themselves. All of the networks give the
 * model; how good it is shows where half of them predict the other half.
 * @param networks sampled from the space that will be searched, at least 8; more than about 30 change little
 * @param limit most operators to measure, those that the networks spend most time in; the regressions predict the others
 * @throws RangeError when there are fewer than 8 networks
 */
export function profilePlan(networks: readonly Network[], limit = 120): ProfilePlan {
  if (networks.length < LEAST_NETWORKS) {
    throw new RangeError(`${networks.length} networks are too few for a profile; it takes ${LEAST_NETWORKS}`);
  }
  const benchmark = operatorBenchmark(mostUsed(networks, limit));
  return {
    networks: [...benchmark.networks, ...networks],
    read(ms, where) {
      const measured = benchmark.read(ms);
      const table = {
        operators: Object.fromEntries(measured.map(({ operator, ms }) => [operator.signature, ms])),
        regressions: fitRegressions(measured),
      };
      const timed = networks.map((network, i) => ({ network, ms: ms[benchmark.networks.length + i]! }));
      const [fitted, held] = [timed.filter((_, i) => i % 2 === 0), timed.filter((_, i) => i % 2 === 1)];
      const learnt = (some: typeof timed) => {
        const measured = some.map(({ network, ms }) => ({ traits: networkTraits(table, network), ms }));
        const population = measured.map(({ traits }) => traits);
        return { ...table, model: fitTransfer(measured, population) };
      };
      return { ...where, ...learnt(timed), check: check(learnt(fitted), held) };
    },
  };
}

/** Distinct operators, those that networks spend most time in first. */
function mostUsed(networks: readonly Network[], limit: number) {
  const groups = [...Map.groupBy(networks.flatMap(operatorsOf), ({ signature }) => signature).values()];
  const byUse = groups.toSorted((a, b) => b.length * nominalMs(b[0]!) - a.length * nominalMs(a[0]!));
  return byUse.slice(0, limit).map(([operator]) => operator!);
}

/** Compares predictions with measurements. */
function check(
  profile: Parameters<typeof latencyPredictor>[0],
  timed: readonly { readonly network: Network; readonly ms: number }[],
): Quality {
  const { latencyMs } = latencyPredictor(profile);
  return qualityOf(
    timed.map(({ network }) => latencyMs(network)),
    timed.map(({ ms }) => ms),
  );
}
