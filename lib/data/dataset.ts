import type { Preprocessing } from './preprocessing.ts';
import type { SplitName } from './split.ts';

/** A box in an image, in pixels of what the network sees; `label` is a position in `classes`. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly label: number;
}

/** What is to be learnt of each example, in the order of the examples. */
export type Labels =
  | { readonly kind: 'classes'; readonly classes: readonly string[]; readonly values: Int32Array }
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'boxes'; readonly classes: readonly string[]; readonly values: readonly (readonly Box[])[] };

/** Features of one example: pixels, token ids or numbers. */
export type Row = Uint8Array | Int32Array | Float32Array;

/** Examples as a network takes them. */
export interface Prepared extends Pick<Preprocessing, 'images' | 'text' | 'columns'> {
  /** [height, width, channels], [tokens] or [numbers]. */
  readonly input: readonly number[];
  /** One for each example, all of one type and of as many values as `input` has. */
  readonly rows: readonly Row[];
  /** Of text: how many token ids there are. */
  readonly vocabulary?: number;
}

/** What a source gives: examples in its order, not yet split. */
export interface Dataset {
  readonly kind: 'images' | 'tokens' | 'features';
  readonly labels: Labels;
  /** The split of each example, where the source tells; one that occurs in none is taken from `train`. */
  readonly given?: readonly SplitName[];
  /** Equal for examples that are the same to a network. */
  readonly contents: readonly string[];
  /** Where an example stands, for a person: its file, its line. */
  place(example: number): string;
  /** The examples as a network takes them. Whatever is fitted is fitted to the examples `train` alone. @throws DataError */
  prepare(train: Int32Array): Prepared;
  /** What a person should know that is no fault. */
  readonly notes: readonly string[];
}
