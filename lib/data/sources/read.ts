import type { Dataset } from '../dataset.ts';
import type { Files } from '../files/files.ts';
import type { DataSpec } from '../source.ts';
import { readCifar } from './cifar.ts';
import { readIdx } from './idx.ts';
import { mnistDataset } from './mnist.ts';
import { readNpy, readNpz } from './numpy.ts';
import { readCsv, readJsonl } from './tables.ts';

export interface Reading {
  readonly files: Files;
  /** Is told how many examples have been read. */
  readonly onProgress: (read: number) => void;
}

/** All examples of a source, unsplit. @throws DataError */
export async function readSource(spec: DataSpec, reading: Reading): Promise<Dataset> {
  switch (spec.source) {
    case 'mnist':
      return mnistDataset();
    case 'images':
      // Whoever has no images needs no decoder.
      return (await import('./images.ts')).readImages(spec, reading);
    case 'idx':
      return readIdx(spec, reading);
    case 'cifar':
      return readCifar(spec, reading);
    case 'npz':
      return readNpz(spec, reading);
    case 'npy':
      return readNpy(spec, reading);
    case 'csv':
      return readCsv(spec, reading);
    case 'jsonl':
      return readJsonl(spec, reading);
    case 'coco':
      return (await import('./coco.ts')).readCoco(spec, reading);
    case 'voc':
      return (await import('./voc.ts')).readVoc(spec, reading);
  }
}
