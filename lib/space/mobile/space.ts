import { z } from 'zod';
import type { RandomStream } from '../../math/random.ts';
import { parseArchitecture } from '../parse.ts';
import { requireProblem } from '../problem.ts';
import type { Space } from '../space.ts';
import {
  allBlocks,
  type Block,
  encodeStage,
  type Stage,
  type StageChoices,
  stageChanges,
  stageCount,
} from './choices.ts';
import { stageDecisions, stageFromChoices, stageToChoices } from './lists.ts';
import { mobileNetwork, type Skeleton } from './network.ts';

const NAME = 'mobile';
const FITS = { name: NAME, takes: 'images', tasks: ['classification', 'regression'] } as const;

export type MobileArchitecture = { readonly space: typeof NAME; readonly stages: readonly Stage[] };

/** MobileNet-like networks: each stage chooses its width, activation, number of blocks, and each block its shape. */
export function mobileSpace(choices: readonly StageChoices[], skeleton: Skeleton): Space<MobileArchitecture> {
  const schema = architectureSchema(choices);
  const changes = ({ stages }: MobileArchitecture) =>
    stages.flatMap((stage, i) =>
      stageChanges(stage, choices[i]!).map((group) => group.map((other) => architecture(stages.with(i, other)))),
    );
  return {
    ...FITS,
    leastInput: { input: [1, 1, 1] },
    size: choices.map(stageCount).reduce((product, count) => product * count, 1n),
    sample: (random) => architecture(choices.map((stage) => sampleStage(stage, random))),
    mutate: (parent, random) => random.pick(random.pick(changes(parent))),
    crossover: (a, b, random) => architecture(a.stages.map((stage, i) => crossStages(stage, b.stages[i]!, random))),
    neighbours: (of) => changes(of).flat(),
    encode: ({ stages }) => stages.flatMap((stage, i) => encodeStage(stage, choices[i]!)),
    ...listsOf(choices),
    describe: ({ stages }) => stages.map(describeStage).join(' | '),
    canonical: (of) => of,
    parse: (value) => parseArchitecture(schema, value),
    network: ({ stages }, problem) => {
      requireProblem(FITS, problem);
      return mobileNetwork(stages, skeleton, problem);
    },
  };
}

/** Architectures as lists of choices, stage after stage. */
function listsOf(choices: readonly StageChoices[]) {
  const decisions = choices.map(stageDecisions);
  const ends = decisions.map((_, i) => decisions.slice(0, i + 1).reduce((sum, { length }) => sum + length, 0));
  return {
    decisions: decisions.flat(),
    fromChoices: (list: readonly number[]) =>
      architecture(choices.map((stage, i) => stageFromChoices(list.slice(ends[i - 1] ?? 0, ends[i]), stage))),
    toChoices: ({ stages }: MobileArchitecture) => stages.flatMap((stage, i) => stageToChoices(stage, choices[i]!)),
  };
}

const architecture = (stages: readonly Stage[]): MobileArchitecture => ({ space: NAME, stages });

/** Uniform in depth, not in stages: otherwise nearly every sample would be as deep as possible. */
function sampleStage(choices: StageChoices, random: RandomStream): Stage {
  const channels = random.pick(choices.channels);
  const activation = random.pick(choices.activations);
  const blocks = Array.from({ length: 1 + random.integer(choices.depth) }, () => random.pick(allBlocks(choices)));
  return { channels, activation, blocks };
}

/** Blocks that only one parent has come from that parent. */
function crossStages(a: Stage, b: Stage, random: RandomStream): Stage {
  const either = <T>(one: T, other: T) => random.pick([one, other]);
  const deepest = a.blocks.length > b.blocks.length ? a : b;
  const blocks = deepest.blocks.map((block, i): Block => {
    const [one, other] = [a.blocks[i] ?? block, b.blocks[i] ?? block];
    return {
      kernel: either(one.kernel, other.kernel),
      expansion: either(one.expansion, other.expansion),
      squeezeExcite: either(one.squeezeExcite, other.squeezeExcite),
    };
  });
  const depth = either(a.blocks.length, b.blocks.length);
  const activation = either(a.activation, b.activation);
  return { channels: either(a.channels, b.channels), activation, blocks: blocks.slice(0, depth) };
}

const describeStage = ({ channels, activation, blocks }: Stage) =>
  `${channels} ${activation}: ${blocks.map(describeBlock).join(' ')}`;

const describeBlock = ({ kernel, expansion, squeezeExcite }: Block) =>
  `k${kernel}e${expansion}${squeezeExcite ? 'se' : ''}`;

function architectureSchema(choices: readonly StageChoices[]): z.ZodType<MobileArchitecture> {
  const stages = choices.map(({ channels, activations, depth, kernels, expansions, squeezeExcite }) => {
    const block = z.strictObject({
      kernel: z.literal(kernels),
      expansion: z.literal(expansions),
      squeezeExcite: z.literal(squeezeExcite),
    });
    return z.strictObject({
      channels: z.literal(channels),
      activation: z.literal(activations),
      blocks: z.array(block).min(1).max(depth),
    });
  });
  const [first, ...rest] = stages;
  return z.strictObject({ space: z.literal(NAME), stages: z.tuple([first!, ...rest]) });
}
