import type { Engine } from './engine.ts';
import type { Backend } from './tensorflow/detect.ts';

/** What an engine's results depend on: `graph/tensorflow-2.21.0-cpu`, `layers/wasm-4.22.0`. */
export function fingerprint(
  engine: Engine['name'],
  { backend, version }: Pick<Backend, 'backend' | 'version'>,
): string {
  return `${engine}/${version.startsWith(backend) ? version : `${backend}-${version}`}`;
}
