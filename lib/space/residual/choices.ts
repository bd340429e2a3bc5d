import type { Encoding } from '../decisions.ts';
import { ofStage } from '../stages.ts';

export type BlockType = 'basic' | 'bottleneck';

/** Equal blocks; the first has the stage's stride. */
export type Stage = {
  readonly block: BlockType;
  readonly kernel: number;
  readonly channels: number;
  readonly depth: number;
};

export type ResidualArchitecture = { readonly space: 'residual'; readonly stages: readonly Stage[] };

/** What a stage may be. Every list holds different values. */
export type StageChoices = { readonly [K in keyof Stage]: readonly Stage[K][] };

const decision = ofStage<Stage, ResidualArchitecture>();

/** No two encodings are isomorphic. */
export function residualEncoding(choices: readonly StageChoices[]): Encoding<ResidualArchitecture> {
  return {
    blank: {
      space: 'residual',
      stages: choices.map(({ block, kernel, channels, depth }) => ({
        block: block[0]!,
        kernel: kernel[0]!,
        channels: channels[0]!,
        depth: depth[0]!,
      })),
    },
    decisions: choices.flatMap(({ block, kernel, channels, depth }, stage) => [
      decision(stage, 'block', block),
      decision(stage, 'kernel', kernel),
      decision(stage, 'channels', channels),
      decision(stage, 'depth', depth),
    ]),
    canonical: (of) => of,
    isomorphic: (of) => [of],
  };
}
