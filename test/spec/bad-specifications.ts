/** One way to get a specification wrong. */
export interface BadSpecification {
  readonly fault: string;
  readonly text: string;
  /** The field that the message must name. */
  readonly path: string;
  /** What the message must say besides. */
  readonly says: readonly string[];
}

export const GOOD = `
name: digits
data: mnist
space: nasbench201
strategy: regularised-evolution
budget: { trials: 32 }
`;

/** The good specification with a top-level field replaced or added. */
const withField = (line: string) => {
  const field = line.slice(0, line.indexOf(':'));
  return `${GOOD.split('\n')
    .filter((other) => !other.startsWith(`${field}:`))
    .join('\n')}${line}\n`;
};
const without = (field: string) =>
  GOOD.split('\n')
    .filter((line) => !line.startsWith(`${field}:`))
    .join('\n');

const bad = (fault: string, text: string, path: string, ...says: string[]): BadSpecification => ({
  fault,
  text,
  path,
  says,
});
const field = (fault: string, line: string, path: string, ...says: string[]) =>
  bad(fault, withField(line), path, ...says);

export const badSpecifications: readonly BadSpecification[] = [
  bad('no text', '', '', 'empty', 'mapping'),
  bad('only a comment', '# nothing\n', '', 'empty', 'mapping'),
  bad('a list', '- name: digits\n', '', 'got [{"name":"digits"}]', 'mapping'),
  bad('a word', 'digits', '', 'got "digits"', 'mapping'),
  bad('not YAML', 'name: [digits\n', '', 'not YAML or JSON', 'line 2, column 1'),
  bad('a tab for indentation', 'name: digits\nbudget:\n\ttrials: 4\n', '', 'not YAML or JSON', 'line 3'),
  bad('broken JSON', '{"name": "digits" "data": "mnist"}', '', 'not YAML or JSON', 'line 1, column'),
  bad('a field twice', `${GOOD}seed: 1\nseed: 2\n`, '', 'twice', 'line 8, column 1'),
  bad('an alias without an anchor', `${GOOD}seed: *none\n`, '', 'not YAML or JSON'),
  bad('two documents', `${GOOD}---\n${GOOD}`, '', 'not YAML or JSON'),
  bad('no name', without('name'), 'name', 'missing', 'text like digits'),
  bad('no data', without('data'), 'data', 'missing', 'mnist', 'idx'),
  bad('no space', without('space'), 'space', 'missing', 'nasbench201', 'mobile'),
  bad('no budget', without('budget'), 'budget', 'missing', 'trials'),
  field('a name with blanks', 'name: My Digits', 'name', 'got "My Digits"', 'text like digits'),
  field('a long name', `name: ${'a'.repeat(41)}`, 'name', 'text like digits'),
  field('an unknown field', 'buget: { trials: 4 }', 'buget', 'unknown field', 'did you mean budget?', 'objective'),
  field('an unknown inner field', 'recipe: { epoch: 3 }', 'recipe.epoch', 'unknown field', 'did you mean epochs?'),
  field('an unknown data set', 'data: minst', 'data', 'got "minst"', 'one of mnist', 'did you mean mnist?'),
  field(
    'an unknown space',
    'space: nasbench-201',
    'space',
    'one of nasbench201, nasbench-macro',
    'did you mean nasbench201?',
  ),
  field(
    'a space without a name',
    'space: { channels: 8 }',
    'space.name',
    'missing',
    'one of nasbench201, nasbench-macro',
  ),
  field(
    'a space that is a number',
    'space: 201',
    'space',
    'got 201',
    'one of nasbench201, nasbench-macro',
    'a mapping',
  ),
  field('an unknown strategy', 'strategy: regularized-evolution', 'strategy', 'did you mean regularised-evolution?'),
  field(
    "another space's option",
    'space: { name: nasbench201, kernels: [3] }',
    'space.kernels',
    'unknown field',
    'channels, cells',
  ),
  field(
    'a space option out of range',
    'space: { name: nasbench201, cells: 0 }',
    'space.cells',
    'got 0',
    'from 1 to 20',
  ),
  field(
    'a space without choices',
    'space: { name: mobile, kernels: [] }',
    'space.kernels',
    'got []',
    'at least 1 item',
  ),
  field(
    'a choice that is no kernel',
    'space: { name: mobile, kernels: [3, 4] }',
    'space.kernels[1]',
    'got 4',
    '3, 5, 7',
  ),
  field(
    'an empty space',
    'space: { name: mobile, stages: [{ channels: 8, depth: 1 }], widths: [1], kernels: [3], expansions: [1], squeezeExcite: [false], activations: [relu] }',
    'space.stages',
    'single architecture',
  ),
  field(
    'a space for another task',
    'space: detection',
    'space',
    'got detection',
    'allowed for classification on images: nasbench201, nasbench-macro',
  ),
  field(
    'a space for other data',
    'data: { source: csv, train: prices.csv, label: price }',
    'space',
    'got nasbench201',
    'allowed for classification on rows of numbers: tabular',
  ),
  field(
    'fewer weights than the smallest table needs',
    'space: tabular\nconstraints: { parameters: { max: 60 } }',
    'constraints.parameters.max',
    'got 60',
    'at least 66',
  ),
  field('a budget without trials', 'budget: {}', 'budget.trials', 'missing', 'from 1 to 100000'),
  field('a zero budget', 'budget: { trials: 0 }', 'budget.trials', 'got 0', 'from 1 to 100000'),
  field('a negative budget', 'budget: { trials: -4 }', 'budget.trials', 'got -4', 'from 1 to 100000'),
  field('a fraction of a trial', 'budget: { trials: 2.5 }', 'budget.trials', 'got 2.5', 'a whole number'),
  field('a budget as text', 'budget: { trials: many }', 'budget.trials', 'got "many"', 'a whole number'),
  field('a budget of NaN', 'budget: { trials: .nan }', 'budget.trials', 'got NaN', 'a whole number'),
  field('an endless budget', 'budget: { trials: .inf }', 'budget.trials', 'got Infinity', 'from 1 to 100000'),
  field('no money', 'budget: { trials: 4, usd: 0 }', 'budget.usd', 'got 0', 'above 0'),
  field('a bare number as budget', 'budget: 32', 'budget', 'got 32', 'a mapping with the fields trials, usd'),
  field('a negative seed', 'seed: -1', 'seed', 'got -1', 'from 0 to 4294967295'),
  field('a seed of 33 bits', 'seed: 4294967296', 'seed', 'from 0 to 4294967295'),
  field('no time', 'limits: { minutes: 0 }', 'limits.minutes', 'got 0', 'above 0'),
  field('no memory', 'limits: { memoryGiB: -1 }', 'limits.memoryGiB', 'got -1', 'above 0'),
  field(
    'an objective that is none',
    'minimise: [speed]',
    'minimise[0]',
    'got "speed"',
    'latencyMs, energyMj, parameters, macs',
  ),
  field('an objective twice', 'strategy: nsga2\nminimise: [macs, macs]', 'minimise', 'each metric once'),
  field(
    'several objectives for a strategy of one',
    'minimise: [macs]',
    'strategy',
    'got regularised-evolution',
    'allowed with minimise: tpe, bayesian, nsga2',
  ),
  field('the score of another task', 'objective: map50', 'objective', 'got map50', 'accuracy', 'classification'),
  field(
    'energy of a machine without a meter',
    'constraints: { energyMj: { max: 1, device: this-machine } }',
    'constraints.energyMj.device',
    'got "this-machine"',
    'a device of the catalogue',
  ),
  field('energy of nothing', 'constraints: { energyMj: { max: 0 } }', 'constraints.energyMj.max', 'got 0', 'above 0'),
  field(
    'less energy than any architecture takes',
    'constraints: { energyMj: { max: 0.000001 } }',
    'constraints.energyMj.max',
    'got 0.000001',
    'allowed: at least',
  ),
  {
    fault: 'memory of texts',
    text: 'name: texts\ndata: { source: csv, train: a.csv, text: 1, label: 2 }\nspace: text\nstrategy: random\nbudget: { trials: 1 }\nconstraints: { memoryBytes: { max: 100000 } }\n',
    path: 'constraints.memoryBytes.max',
    says: ['got 100000', 'allowed: none', 'text'],
  },
  {
    fault: 'mirrored texts',
    text: 'name: texts\ndata: { source: csv, train: a.csv, text: 1, label: 2 }\nspace: text\nstrategy: random\nbudget: { trials: 1 }\nrecipe: { augmentation: { flip: true } }\n',
    path: 'recipe.augmentation.flip',
    says: ['got true', 'allowed: false', 'no images'],
  },
  {
    fault: 'mixed boxes and a teacher of boxes',
    text: 'name: boxes\ndata: { source: voc, path: here, size: [32, 32] }\nspace: detection\nstrategy: random\nbudget: { trials: 1 }\nrecipe: { augmentation: { mixup: 0.2 }, distillation: { teacher: boxes-1 } }\n',
    path: 'recipe.augmentation.mixup',
    says: ['got 0.2', '0 in detection', 'recipe.distillation'],
  },
  field('a batch of nothing', 'recipe: { batchSize: 0 }', 'recipe.batchSize', 'got 0', 'from 1 to 4096'),
  field(
    'an unknown optimiser',
    'recipe: { optimiser: adam }',
    'recipe.optimiser',
    'one of sgd, adamw',
    'did you mean adamw?',
  ),
  field('no learning', 'recipe: { learningRate: 0 }', 'recipe.learningRate', 'got 0', 'above 0 up to 10'),
  field('warming up for ever', 'recipe: { warmup: 1.5 }', 'recipe.warmup', 'got 1.5', 'from 0 to 1'),
  field('full momentum', 'recipe: { momentum: 1 }', 'recipe.momentum', 'got 1', 'from 0 below 1'),
  field('no epochs', 'recipe: { epochs: 0 }', 'recipe.epochs', 'got 0', 'from 1'),
  field(
    'fewer examples than a batch',
    'recipe: { trainExamples: 10 }',
    'recipe.trainExamples',
    'got 10',
    'at least recipe.batchSize, 32',
  ),
  field('a list as recipe', 'recipe: []', 'recipe', 'got []', 'a mapping with the fields epochs'),
  field('another objective', 'objective: speed', 'objective', 'got "speed"', 'allowed: one of accuracy, r2, map50'),
  field('no time', 'constraints: { latencyMs: { max: 0 } }', 'constraints.latencyMs.max', 'got 0', 'above 0'),
  field('negative time', 'constraints: { latencyMs: { max: -2 } }', 'constraints.latencyMs.max', 'got -2', 'above 0'),
  field(
    'no confidence',
    'constraints: { latencyMs: { max: 2, confidence: 1 } }',
    'constraints.latencyMs.confidence',
    'got 1',
    '0.999',
  ),
  field(
    'a bare latency',
    'constraints: { latencyMs: 2 }',
    'constraints.latencyMs',
    'got 2',
    'the fields max, confidence, device',
  ),
  field(
    'a device whose name is none',
    'constraints: { latencyMs: { max: 2, device: Pixel 2 } }',
    'constraints.latencyMs.device',
    'got "Pixel 2"',
    'this-machine',
  ),
  field(
    'a limit with a field that is none',
    'constraints: { latencyMs: { max: 2, confidnce: 0.8 } }',
    'constraints.latencyMs.confidnce',
    'did you mean confidence?',
  ),
  field('no device', 'constraints: { latencyMs: [] }', 'constraints.latencyMs', 'got []', '1 to 16 items'),
  field(
    'a second device without a limit',
    'constraints: { latencyMs: [{ max: 2 }, { device: my-phone }] }',
    'constraints.latencyMs[1].max',
    'missing',
    'above 0',
  ),
  field(
    'a device twice',
    'constraints: { latencyMs: [{ max: 2 }, { max: 3, device: this-machine }] }',
    'constraints.latencyMs[1].device',
    'got "this-machine"',
    'each device once',
  ),
  field(
    'a weight of one device only',
    'constraints: { latencyMs: [{ max: 2, weight: 3 }, { max: 3, device: my-phone }] }',
    'constraints.latencyMs[1].weight',
    'missing',
    'a weight for each device, or for none',
  ),
  field(
    'a reward for being slow',
    'constraints: { latencyMs: { max: 2, soft: { alpha: 1 } } }',
    'constraints.latencyMs.soft.alpha',
    'got 1',
    'from -2 to 0',
  ),
  field(
    'a limit that is not soft, in so many words',
    'constraints: { latencyMs: { max: 2, soft: false } }',
    'constraints.latencyMs.soft',
    'got false',
    'true, or a mapping with the fields alpha, beta',
  ),
  field(
    'latency as a part of the reward and an objective',
    'strategy: nsga2\nminimise: [latencyMs]\nconstraints: { latencyMs: { max: 2, soft: true } }',
    'minimise',
    'got latencyMs',
    'none that a soft bound weighs already',
  ),
  field(
    'fewer weights than any architecture has',
    'constraints: { parameters: { max: 10 } }',
    'constraints.parameters.max',
    'got 10',
    'the smallest architecture of nasbench201 needs',
  ),
  field(
    'less work than any architecture does',
    'constraints: { macs: { max: 10 } }',
    'constraints.macs.max',
    'got 10',
    'the smallest architecture of nasbench201 needs',
  ),
  field('a generation above the budget', 'generation: 33', 'generation', 'got 33', 'at most budget.trials, 32'),
  field('an empty generation', 'generation: 0', 'generation', 'got 0', 'from 1'),
  field(
    'more finalists than trials',
    'finalists: { count: 33 }',
    'finalists.count',
    'got 33',
    'at most budget.trials, 32',
  ),
  field('no finalists', 'finalists: { count: 0 }', 'finalists.count', 'got 0', 'from 1'),
  field('idle jobs', 'trialsPerJob: 0', 'trialsPerJob', 'got 0', 'from 1'),
  field('a device nobody has', 'compute: { device: tpu }', 'compute.device', 'got "tpu"', 'gpu, cpu'),
  field('an answer in words', 'compute: { onDemand: maybe }', 'compute.onDemand', 'got "maybe"', 'true'),
  field('an empty pack', 'compute: { packing: 0 }', 'compute.packing', 'got 0', '1 to 16'),
  field('data without labels', 'data: { source: idx, images: a.idx }', 'data.labels', 'missing', 'text'),
  field('images without a path', 'data: { source: images }', 'data.path', 'missing', 'text, not empty'),
  field(
    'a path on the web without https',
    'data: { source: images, path: "http://host/a.tar" }',
    'data.path',
    'got "http://host/a.tar"',
    's3://bucket/key or https://host/path',
  ),
  field('too many channels', 'data: { source: images, path: a, channels: 4 }', 'data.channels', 'got 4', '1, or 3'),
  field('half a size', 'data: { source: images, path: a, size: [32] }', 'data.size', 'got [32]', '2 items'),
  field('texts without labels', 'data: { source: csv, train: a.csv, text: review }', 'data.label', 'missing', 'text'),
  field('column 0', 'data: { source: csv, train: a.csv, label: 0 }', 'data.label', 'got 0', 'from 1'),
  field(
    'a validation split of nothing',
    'data: { source: csv, train: a, label: b, validation: 1 }',
    'data.validation',
    'got 1',
  ),
  field('half a split', 'data: { source: npz, path: a, test: { x: b } }', 'data.test.y', 'missing'),
  field('nothing left to train on', 'data: { source: mnist, validation: 0.6, test: 0.5 }', 'data', '0.6', 'below 1'),
  field('a share above 1', 'data: { source: mnist, test: 20 }', 'data.test', 'got 20', '1'),
];
