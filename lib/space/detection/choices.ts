import { type Encoding, field } from '../decisions.ts';
import { ofStage } from '../stages.ts';

/** What the blocks of a stage are: basic residuals or inverted residuals. */
export type Block =
  | { readonly type: 'residual'; readonly kernel: number }
  | { readonly type: 'inverted'; readonly kernel: number; readonly expansion: number };

/** Equal blocks; the first halves height and width. */
export type Stage = { readonly block: Block; readonly channels: number; readonly depth: number };

export type DetectionArchitecture = {
  readonly space: 'detection';
  readonly stages: readonly Stage[];
  /** Channels of every level of the feature pyramid. */
  readonly pyramid: number;
  /** Convolutions of the head before its outputs. */
  readonly head: number;
};

/** What an architecture may be. Every list holds different values. */
export interface DetectionChoices {
  /** Of each stage. */
  readonly channels: readonly (readonly number[])[];
  /** Most blocks of a stage; at least one. */
  readonly depth: number;
  readonly types: readonly Block['type'][];
  readonly kernels: readonly number[];
  readonly expansions: readonly number[];
  readonly pyramids: readonly number[];
  readonly heads: readonly number[];
}

export function allBlocks({ types, kernels, expansions }: DetectionChoices): readonly Block[] {
  const ofType: Readonly<Record<Block['type'], readonly Block[]>> = {
    residual: kernels.map((kernel) => ({ type: 'residual', kernel })),
    inverted: kernels.flatMap((kernel) => expansions.map((expansion) => ({ type: 'inverted', kernel, expansion }))),
  };
  return types.flatMap((type) => ofType[type]);
}

export const allDepths = ({ depth }: DetectionChoices): readonly number[] =>
  Array.from({ length: depth }, (_, i) => i + 1);

const decision = ofStage<Stage, DetectionArchitecture>();

/** No two encodings are isomorphic. */
export function detectionEncoding(choices: DetectionChoices): Encoding<DetectionArchitecture> {
  const [block, [pyramid], [head]] = [allBlocks(choices)[0]!, choices.pyramids, choices.heads];
  const stages = choices.channels.map(([channels]) => ({ block, channels: channels!, depth: 1 }));
  return {
    blank: { space: 'detection', stages, pyramid: pyramid!, head: head! },
    decisions: [
      ...choices.channels.flatMap((channels, stage) => [
        decision(stage, 'block', allBlocks(choices)),
        decision(stage, 'channels', channels),
        decision(stage, 'depth', allDepths(choices)),
      ]),
      field('pyramid', choices.pyramids),
      field('head', choices.heads),
    ],
    canonical: (architecture) => architecture,
    isomorphic: (architecture) => [architecture],
  };
}
