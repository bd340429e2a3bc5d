import type { LabelledImages } from '../images.ts';
import type { DataSpec } from '../source.ts';
import { readIdx } from './idx.ts';
import { readMnist } from './mnist.ts';

/** All examples of a source, unsplit. @throws DataError */
export async function readSource(spec: DataSpec): Promise<LabelledImages> {
  switch (spec.source) {
    case 'mnist':
      return readMnist();
    case 'idx':
      return readIdx(spec);
  }
}
