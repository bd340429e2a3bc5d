import type { ArtefactStore } from '../store/ports.ts';
import { canonicalJson } from '../trial/json.ts';
import type { JsonValue } from '../trial/trial.ts';
import type { Column } from './table/columns.ts';
import type { Tokeniser } from './text/tokeniser.ts';

/** How an image becomes an input: decoded, turned upright, made opaque on white, resized, then divided by 255. */
export interface ImagePreprocessing {
  /** `cover` cuts out the middle, `stretch` distorts, `none` takes images of exactly this size. */
  readonly fit: 'cover' | 'stretch' | 'none';
}

/** All that must happen to what a user has before the network sees it, and to what the network says. */
export interface Preprocessing {
  /** [height, width, channels], [tokens] or [numbers]. */
  readonly input: readonly number[];
  readonly images?: ImagePreprocessing;
  readonly text?: Tokeniser;
  /** In the order of the input. */
  readonly columns?: readonly Column[];
  /** Names of the classes, in the order of the output. */
  readonly classes?: readonly string[];
  /** Regression: the network's output times the deviation plus the mean is in the units of the labels. */
  readonly label?: { readonly mean: number; readonly deviation: number };
}

/** Where the preprocessing of the data set `digest` is, as JSON. */
export const preprocessingKey = (digest: string): string => `data/sets/${digest}/preprocessing.json`;

/** The preprocessing of a stored data set; undefined for one that was stored before there was any. */
export async function readPreprocessing(artefacts: ArtefactStore, digest: string): Promise<Preprocessing | undefined> {
  const bytes = await artefacts.get(preprocessingKey(digest));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Preprocessing);
}

export const encodePreprocessing = (preprocessing: Preprocessing): Uint8Array =>
  new TextEncoder().encode(canonicalJson(preprocessing as unknown as JsonValue));
