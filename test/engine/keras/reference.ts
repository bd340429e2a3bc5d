import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elements } from '../../../lib/network/definition.ts';
import type { Layer, Shape } from '../../../lib/network/network.ts';

/** A layer with values and gradients by Keras; see reference.py. */
export interface ReferenceCase {
  readonly name: string;
  readonly layer: Layer;
  readonly batch: number;
  /** Shapes without the batch. */
  readonly inputs: readonly Shape[];
  /** Shapes by name, in order. */
  readonly weights: Readonly<Record<string, Shape>>;
  /** What inputs are multiplied by. */
  readonly scale: number;
  /** Values, with the batch, of inputs that are something else, such as tokens and masks, by their place. */
  readonly given?: Readonly<Record<number, readonly number[]>>;
  readonly training: boolean;
  readonly output: readonly number[];
  /** Of sum(output * dy); null where nothing flows. */
  readonly inputGradients: readonly (readonly number[] | null)[];
  /** By name; without those that are not trained. */
  readonly weightGradients: Readonly<Record<string, readonly number[]>>;
}

/** What an engine gives for a case. */
export type Answer = Pick<ReferenceCase, 'output' | 'inputGradients' | 'weightGradients'>;

const PRIME = 1021;

/** As `numbers` of reference.py. */
function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => (2 * ((i * 7919 + seed * 104729) % PRIME) + 1) / 512 - 2);
}

/** Values of a case's inputs. */
export const inputsOf = ({ batch, inputs, scale, given = {} }: ReferenceCase): readonly Float32Array[] =>
  inputs.map((shape, i) =>
    Float32Array.from(given[i] ?? numbers(batch * elements(shape), 1 + i).map((value) => value * scale)),
  );

/** Values of a case's weights. */
export const weightsOf = ({ weights }: ReferenceCase): ReadonlyMap<string, Float32Array> =>
  new Map(
    Object.entries(weights).map(([name, shape], i) => {
      const centre = name === 'gamma' || name === 'variance' ? 1 : 0;
      return [name, numbers(elements(shape), 10 + i).map((value) => centre + value / 4)];
    }),
  );

/** Gradient of the output. */
export const outputGradientOf = ({ output }: ReferenceCase): Float32Array => numbers(output.length, 99);

/** The cases of every file beside this one, by file. */
export const references: readonly { readonly file: string; readonly cases: readonly ReferenceCase[] }[] = readdirSync(
  import.meta.dirname,
)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, cases: JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) }));
