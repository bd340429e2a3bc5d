/**
 * How long the latency predictor takes, warm and on one core: architectures of a space built and predicted, and predicted
 * alone, with a profile of 24 networks as a search's device has.
 *
 *   node bench/lambda/predict.ts [--spaces nasbench201,mobile] [--architectures 1000,20000] [--json]
 */
import { parseArgs } from 'node:util';
import { networkTraits } from '../../lib/hardware/latency.ts';
import { operatorsOf } from '../../lib/hardware/operators.ts';
import { fitRegressions } from '../../lib/hardware/regression.ts';
import { fitTransfer, transferPredictor } from '../../lib/hardware/transfer/model.ts';
import { randomStream } from '../../lib/math/random.ts';
import { createSpace } from '../../lib/space/registry.ts';

const { values: options } = parseArgs({
  options: {
    spaces: { type: 'string', default: 'nasbench201,mobile' },
    architectures: { type: 'string', default: '1000,20000' },
    json: { type: 'boolean', default: false },
  },
});
const PROBLEM = { task: 'classification', input: [32, 32, 3], classes: 10 } as const;
const NETWORKS = 24;

const results = options.spaces.split(',').flatMap((name) => {
  const space = createSpace({ name });
  const sampled = (count: number, what: string) =>
    Array.from({ length: count }, (_, i) => space.sample(randomStream(i, what)));
  const network = (architecture: ReturnType<typeof space.sample>) => space.network(architecture, PROBLEM);
  const noise = randomStream(1, 'noise');
  const networks = sampled(NETWORKS, 'profile').map(network);
  const operators = [...new Map(networks.flatMap(operatorsOf).map((one) => [one.signature, one])).values()];
  const measured = operators.map((operator) => ({
    operator,
    ms: (0.005 + operator.macs * 1e-7 + operator.bytes * 2e-8) * (1 + 0.05 * noise.normal()),
  }));
  const table = {
    operators: Object.fromEntries(measured.map(({ operator, ms }) => [operator.signature, ms])),
    regressions: fitRegressions(measured),
  };
  const whole = networks.map((one) => {
    const traits = networkTraits(table, one);
    return { traits, ms: traits.references[0]! * (0.8 + 0.02 * noise.normal()) };
  });
  const predict = transferPredictor(
    fitTransfer(
      whole,
      whole.map(({ traits }) => traits),
    ),
  );
  for (const one of sampled(500, 'warm')) predict(networkTraits(table, network(one)));
  return options.architectures.split(',').map((count) => {
    const architectures = sampled(Number(count), 'predicted');
    const begin = performance.now();
    const traits = architectures.map((one) => networkTraits(table, network(one)));
    const built = performance.now();
    for (const one of traits) predict(one);
    const end = performance.now();
    return {
      space: name,
      architectures: Number(count),
      'built, ms': Math.round(built - begin),
      'predicted, ms': Math.round(end - built),
    };
  });
});
if (options.json) console.log(JSON.stringify({ results }, null, 2));
else console.table(results);
