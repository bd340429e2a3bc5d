import type { ActivationName } from '../../network/network.ts';

/** An inverted residual block: its depthwise kernel, how much wider it is inside, and its squeeze-excite gate. */
export type Block = { readonly kernel: number; readonly expansion: number; readonly squeezeExcite: boolean };

/** Blocks of one width. The first has the stage's stride. There are no genes for blocks that do not exist. */
export type Stage = {
  readonly channels: number;
  readonly activation: ActivationName;
  readonly blocks: readonly Block[];
};

/** What a stage may be. Every list holds different values in the order given. */
export interface StageChoices {
  readonly channels: readonly number[];
  readonly activations: readonly ActivationName[];
  /** Most blocks; at least one. */
  readonly depth: number;
  readonly kernels: readonly number[];
  readonly expansions: readonly number[];
  readonly squeezeExcite: readonly boolean[];
}

export function allBlocks({ kernels, expansions, squeezeExcite }: StageChoices): readonly Block[] {
  return kernels.flatMap((kernel) =>
    expansions.flatMap((expansion) => squeezeExcite.map((gate) => ({ kernel, expansion, squeezeExcite: gate }))),
  );
}

/** How many stages the choices allow. */
export function stageCount(choices: StageChoices): bigint {
  const { channels, activations, depth } = choices;
  const blocks = BigInt(allBlocks(choices).length);
  let sequences = 0n;
  for (let length = 1; length <= depth; length++) sequences += blocks ** BigInt(length);
  return BigInt(channels.length * activations.length) * sequences;
}

/**
 * Every stage one decision away, grouped by decision: width, activation, one more block (any), one fewer (the last), and
 * each field of each block. Groups without an alternative are left out. Symmetric: a change can be undone by one.
 */
export function stageChanges(stage: Stage, choices: StageChoices): readonly (readonly Stage[])[] {
  const { blocks } = stage;
  const withBlock = (i: number, block: Block): Stage => ({ ...stage, blocks: blocks.with(i, block) });
  const groups: (readonly Stage[])[] = [
    but(choices.channels, stage.channels).map((channels) => ({ ...stage, channels })),
    but(choices.activations, stage.activation).map((activation) => ({ ...stage, activation })),
    blocks.length < choices.depth ? allBlocks(choices).map((block) => ({ ...stage, blocks: [...blocks, block] })) : [],
    blocks.length > 1 ? [{ ...stage, blocks: blocks.slice(0, -1) }] : [],
    ...blocks.flatMap((block, i) => [
      but(choices.kernels, block.kernel).map((kernel) => withBlock(i, { ...block, kernel })),
      but(choices.expansions, block.expansion).map((expansion) => withBlock(i, { ...block, expansion })),
      but(choices.squeezeExcite, block.squeezeExcite).map((gate) => withBlock(i, { ...block, squeezeExcite: gate })),
    ]),
  ];
  return groups.filter((group) => group.length > 0);
}

const but = <T>(values: readonly T[], value: T) => values.filter((other) => other !== value);

/** One-hot of every decision; zeros for blocks that do not exist. */
export function encodeStage({ channels, activation, blocks }: Stage, choices: StageChoices): readonly number[] {
  return [
    ...oneHot(choices.channels, channels),
    ...oneHot(choices.activations, activation),
    ...Array.from({ length: choices.depth }, (_, i) => [
      ...oneHot(choices.kernels, blocks[i]?.kernel),
      ...oneHot(choices.expansions, blocks[i]?.expansion),
      ...oneHot(choices.squeezeExcite, blocks[i]?.squeezeExcite),
    ]).flat(),
  ];
}

const oneHot = <T>(values: readonly T[], value: T | undefined) => values.map((other) => (other === value ? 1 : 0));
