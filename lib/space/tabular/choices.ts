import type { ActivationName } from '../../network/network.ts';
import { type Encoding, field } from '../decisions.ts';
import { filled, NONE, placements, type Slots, slot } from '../slots.ts';

export type Normalisation = 'none' | 'batch' | 'layer';

/** Hidden layers of the given widths, all of one kind; the first slot is never empty. */
export type TabularArchitecture = {
  readonly space: 'tabular';
  readonly widths: Slots<number>;
  readonly activation: ActivationName;
  readonly normalisation: Normalisation;
  /** Whether a layer as wide as the one before it is added to it. */
  readonly residual: boolean;
};

/** What an architecture may be. Every list holds different values. */
export interface TabularChoices {
  /** Most layers; at least one. */
  readonly depth: number;
  readonly widths: readonly number[];
  readonly activations: readonly ActivationName[];
  readonly normalisations: readonly Normalisation[];
  readonly residual: readonly boolean[];
}

/** Empty slots change nothing, nor does a residual where no two layers in a row are equally wide. */
export function tabularEncoding(choices: TabularChoices): Encoding<TabularArchitecture> {
  const { depth, widths, activations, normalisations, residual } = choices;
  /** Values of `residual` that make the same network. */
  const residualsOf = (encoding: TabularArchitecture) => {
    const used = filled(encoding.widths);
    return used.some((width, i) => width === used[i - 1]) ? [encoding.residual] : residual;
  };
  return {
    blank: {
      space: 'tabular',
      widths: [widths[0]!],
      activation: activations[0]!,
      normalisation: normalisations[0]!,
      residual: residual[0]!,
    },
    decisions: [
      field('activation', activations),
      field('normalisation', normalisations),
      field('residual', residual),
      slot('widths', 0, widths),
      ...Array.from({ length: depth - 1 }, (_, i) =>
        slot<TabularArchitecture, 'widths'>('widths', i + 1, [NONE, ...widths]),
      ),
    ],
    canonical: (encoding) => ({
      ...encoding,
      widths: filled(encoding.widths),
      residual: residualsOf(encoding)[0]!,
    }),
    isomorphic(encoding) {
      const [first, ...rest] = filled(encoding.widths);
      return residualsOf(encoding).flatMap((shortcuts) =>
        placements(rest, depth - 1).map((later) => ({ ...encoding, widths: [first!, ...later], residual: shortcuts })),
      );
    },
  };
}
