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

export type MobileArchitecture = {
  readonly space: typeof NAME;
  /** Height and width in shares of the images'; absent where the space has one. */
  readonly resolution?: number;
  readonly stages: readonly Stage[];
};

export interface MobileChoices {
  /** Different values. */
  readonly resolutions: readonly number[];
  readonly stages: readonly StageChoices[];
}

/** MobileNet-like networks: each stage chooses its width, activation, number of blocks, and each block its shape. */
export function mobileSpace(choices: MobileChoices, skeleton: Skeleton): Space<MobileArchitecture> {
  const { resolutions } = choices;
  const schema = architectureSchema(choices);
  const changes = (of: MobileArchitecture): readonly (readonly MobileArchitecture[])[] => [
    ...(of.resolution === undefined
      ? []
      : [resolutions.filter((other) => other !== of.resolution).map((resolution) => ({ ...of, resolution }))]),
    ...of.stages.flatMap((stage, i) =>
      stageChanges(stage, choices.stages[i]!).map((group) =>
        group.map((other) => ({ ...of, stages: of.stages.with(i, other) })),
      ),
    ),
  ];
  const architecture = (resolution: () => number, stages: readonly Stage[]): MobileArchitecture => ({
    space: NAME,
    ...(resolutions.length > 1 && { resolution: resolution() }),
    stages,
  });
  return {
    ...FITS,
    leastInput: { input: [1, 1, 1] },
    size: choices.stages.map(stageCount).reduce((product, count) => product * count, BigInt(resolutions.length)),
    sample(random) {
      const stages = choices.stages.map((stage) => sampleStage(stage, random));
      return architecture(() => random.pick(resolutions), stages);
    },
    mutate: (parent, random) => random.pick(random.pick(changes(parent))),
    crossover(a, b, random) {
      const stages = a.stages.map((stage, i) => crossStages(stage, b.stages[i]!, random));
      return architecture(() => random.pick([a, b]).resolution!, stages);
    },
    neighbours: (of) => changes(of).flat(),
    encode: ({ resolution, stages }) => [
      ...(resolution === undefined ? [] : resolutions.map((one) => (one === resolution ? 1 : 0))),
      ...stages.flatMap((stage, i) => encodeStage(stage, choices.stages[i]!)),
    ],
    ...listsOf(choices, architecture),
    describe: ({ resolution, stages }) =>
      [...(resolution === undefined ? [] : [`x${resolution}`]), ...stages.map(describeStage)].join(' | '),
    canonical: (of) => of,
    parse: (value) => parseArchitecture(schema, value),
    network: ({ resolution = resolutions[0]!, stages }, problem) => {
      requireProblem(FITS, problem);
      return mobileNetwork({ resolution, stages }, skeleton, problem);
    },
  };
}

/** Architectures as lists of choices: resolution, where there are several, then stage after stage. */
function listsOf(
  { resolutions, stages: choices }: MobileChoices,
  architecture: (resolution: () => number, stages: readonly Stage[]) => MobileArchitecture,
) {
  const first = resolutions.length > 1 ? [resolutions.length] : [];
  const decisions = choices.map(stageDecisions);
  const ends = decisions.map((_, i) =>
    decisions.slice(0, i + 1).reduce((sum, { length }) => sum + length, first.length),
  );
  return {
    decisions: [...first, ...decisions.flat()],
    fromChoices: (list: readonly number[]) =>
      architecture(
        () => resolutions[list[0]!]!,
        choices.map((stage, i) => stageFromChoices(list.slice(ends[i - 1] ?? first.length, ends[i]), stage)),
      ),
    toChoices: ({ resolution, stages }: MobileArchitecture) => [
      ...(resolution === undefined ? [] : [resolutions.indexOf(resolution)]),
      ...stages.flatMap((stage, i) => stageToChoices(stage, choices[i]!)),
    ],
  };
}

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

function architectureSchema({ resolutions, stages: choices }: MobileChoices): z.ZodType<MobileArchitecture> {
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
  const resolution: { readonly resolution?: z.ZodType<number> } =
    resolutions.length > 1 ? { resolution: z.literal(resolutions) } : {};
  const architecture = z.strictObject({
    space: z.literal(NAME),
    ...resolution,
    stages: z.tuple([first!, ...rest]),
  });
  return architecture as z.ZodType<MobileArchitecture>;
}
