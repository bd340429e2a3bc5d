import { z } from 'zod';
import type { RandomStream } from '../../math/random.ts';
import { movesOf } from '../decisions.ts';
import { parseArchitecture } from '../parse.ts';
import { requireProblem } from '../problem.ts';
import type { Space } from '../space.ts';
import { type ResidualArchitecture, residualEncoding, type Stage, type StageChoices } from './choices.ts';
import { type ResidualSkeleton, residualNetwork } from './network.ts';

const NAME = 'residual';
const FITS = { name: NAME, takes: 'images', tasks: ['classification', 'regression'] } as const;

/** Residual networks: each stage chooses its blocks, their kernel, width and number. */
export function residualSpace(
  choices: readonly StageChoices[],
  skeleton: ResidualSkeleton,
): Space<ResidualArchitecture> {
  const [first, ...rest] = choices.map((stage) => stageOf(stage));
  const schema = z.strictObject({ space: z.literal(NAME), stages: z.tuple([first!, ...rest]) });
  return {
    ...movesOf(residualEncoding(choices)),
    ...FITS,
    leastInput: { input: [1, 1, 1] },
    sample: (random) => ({ space: NAME, stages: choices.map((stage) => sampleStage(stage, random)) }),
    describe: ({ stages }) =>
      stages.map(({ block, kernel, channels, depth }) => `${depth} x ${block} k${kernel} ${channels}`).join(' | '),
    parse: (value) => parseArchitecture(schema, value),
    network({ stages }, problem) {
      requireProblem(FITS, problem);
      return residualNetwork(stages, skeleton, problem);
    },
  };
}

const sampleStage = ({ block, kernel, channels, depth }: StageChoices, random: RandomStream): Stage => ({
  block: random.pick(block),
  kernel: random.pick(kernel),
  channels: random.pick(channels),
  depth: random.pick(depth),
});

const stageOf = ({ block, kernel, channels, depth }: StageChoices): z.ZodType<Stage> =>
  z.strictObject({
    block: z.literal(block),
    kernel: z.literal(kernel),
    channels: z.literal(channels),
    depth: z.literal(depth),
  });
