import type { Stage, StageChoices } from './choices.ts';

/** Decisions of a stage: width, activation, depth, then kernel, expansion and gate of as many blocks as there may be. */
export function stageDecisions(choices: StageChoices): readonly number[] {
  const { channels, activations, depth, kernels, expansions, squeezeExcite } = choices;
  const block = [kernels.length, expansions.length, squeezeExcite.length];
  return [channels.length, activations.length, depth, ...Array(depth).fill(block).flat()];
}

/** What is chosen for blocks beyond the depth changes nothing. */
export function stageFromChoices(list: readonly number[], choices: StageChoices): Stage {
  const { channels, activations, kernels, expansions, squeezeExcite } = choices;
  const [width, activation, depth, ...rest] = list as [number, number, number, ...number[]];
  return {
    channels: channels[width]!,
    activation: activations[activation]!,
    blocks: Array.from({ length: depth + 1 }, (_, i) => ({
      kernel: kernels[rest[3 * i]!]!,
      expansion: expansions[rest[3 * i + 1]!]!,
      squeezeExcite: squeezeExcite[rest[3 * i + 2]!]!,
    })),
  };
}

/** Blocks that do not exist have the first choice of everything. */
export function stageToChoices({ channels, activation, blocks }: Stage, choices: StageChoices): readonly number[] {
  const { kernels, expansions, squeezeExcite } = choices;
  return [
    choices.channels.indexOf(channels),
    choices.activations.indexOf(activation),
    blocks.length - 1,
    ...Array.from({ length: choices.depth }, (_, i) => {
      const block = blocks[i];
      return block
        ? [
            kernels.indexOf(block.kernel),
            expansions.indexOf(block.expansion),
            squeezeExcite.indexOf(block.squeezeExcite),
          ]
        : [0, 0, 0];
    }).flat(),
  ];
}
