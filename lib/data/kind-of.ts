import type { DataManifest } from './manifest.ts';
import type { DataSpec } from './source.ts';

/** What the examples of a source are, where that shows before it is read: arrays of NumPy may be anything. */
export function kindOf(data: DataSpec): DataManifest['kind'] | undefined {
  switch (data.source) {
    case 'npz':
    case 'npy':
      return undefined;
    case 'csv':
    case 'jsonl':
      return data.text === undefined ? 'features' : 'tokens';
    default:
      return 'images';
  }
}
