import type { DataManifest } from '../../lib/data/manifest.ts';

/** Of a data set of two classes, 8x8 pixels. */
export const manifest: DataManifest = {
  digest: 'd',
  kind: 'images',
  task: 'classification',
  input: [8, 8, 1],
  classes: ['a', 'b'],
  counts: { train: 10, validation: 4, test: 4 },
  features: 'bytes',
  labels: 'classes',
  notes: [],
};
