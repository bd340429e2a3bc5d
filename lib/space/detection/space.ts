import { z } from 'zod';
import type { RandomStream } from '../../math/random.ts';
import { movesOf } from '../decisions.ts';
import { parseArchitecture } from '../parse.ts';
import { requireProblem } from '../problem.ts';
import type { Space } from '../space.ts';
import {
  allBlocks,
  allDepths,
  type Block,
  type DetectionArchitecture,
  type DetectionChoices,
  detectionEncoding,
} from './choices.ts';
import { detectionNetwork } from './network.ts';

const NAME = 'detection';
const FITS = { name: NAME, takes: 'images', tasks: ['detection'] } as const;

/**
 * One-stage detectors without anchors: a backbone whose stages choose their blocks, width and depth, a feature pyramid
 * and a head on each of its levels.
 * @param stem filters of the first convolution
 */
export function detectionSpace(choices: DetectionChoices, stem: number): Space<DetectionArchitecture> {
  const moves = movesOf(detectionEncoding(choices));
  const schema = architectureSchema(choices);
  return {
    ...moves,
    ...FITS,
    leastInput: { input: [1, 1, 1] },
    sample: (random) => sample(choices, random),
    describe: ({ stages, pyramid, head }) =>
      [
        ...stages.map(({ block, channels, depth }) => `${depth} x ${describeBlock(block)} ${channels}`),
        `pyramid ${pyramid}`,
        `head ${head}`,
      ].join(' | '),
    parse: (value) => parseArchitecture(schema, value),
    network(of, problem) {
      requireProblem(FITS, problem);
      return detectionNetwork(of, stem, problem);
    },
  };
}

function sample(choices: DetectionChoices, random: RandomStream): DetectionArchitecture {
  const stages = choices.channels.map((channels) => ({
    block: random.pick(allBlocks(choices)),
    channels: random.pick(channels),
    depth: random.pick(allDepths(choices)),
  }));
  return { space: NAME, stages, pyramid: random.pick(choices.pyramids), head: random.pick(choices.heads) };
}

const describeBlock = (block: Block) =>
  block.type === 'residual' ? `residual k${block.kernel}` : `inverted k${block.kernel}e${block.expansion}`;

function architectureSchema(choices: DetectionChoices): z.ZodType<DetectionArchitecture> {
  const { channels, types, kernels, expansions, pyramids, heads } = choices;
  const fields = {
    residual: { kernel: z.literal(kernels) },
    inverted: { kernel: z.literal(kernels), expansion: z.literal(expansions) },
  };
  const [type, ...otherTypes] = types.map((type) => z.strictObject({ type: z.literal(type), ...fields[type] }));
  const block = z.discriminatedUnion('type', [type!, ...otherTypes]) as unknown as z.ZodType<Block>;
  const [stage, ...otherStages] = channels.map((widths) =>
    z.strictObject({ block, channels: z.literal(widths), depth: z.literal(allDepths(choices)) }),
  );
  return z.strictObject({
    space: z.literal(NAME),
    stages: z.tuple([stage!, ...otherStages]),
    pyramid: z.literal(pyramids),
    head: z.literal(heads),
  });
}
