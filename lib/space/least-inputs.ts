import type { InputKind, Problem } from './space.ts';

export const INPUT_KINDS = ['images', 'tokens', 'features'] as const satisfies readonly InputKind[];

/** Least inputs that a space of each kind is tried out on, where it does not say otherwise. */
export const LEAST_INPUTS: Readonly<Record<InputKind, Pick<Problem, 'input' | 'vocabulary'>>> = {
  images: { input: [1, 1, 1] },
  tokens: { input: [1], vocabulary: 2 },
  features: { input: [1] },
};
