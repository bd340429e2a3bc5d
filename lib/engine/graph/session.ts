import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type { TensorFlow } from '../tensorflow/load.ts';
import type { NativeBackend } from '../tensorflow/native.ts';
import type { GraphBuilder } from './builder.ts';
import { savedModel } from './proto.ts';

const TAG = 'spotnas';

export interface Feed {
  readonly name: string;
  readonly values: Int32Array | Float32Array | string;
  readonly shape: readonly number[];
}

/** A graph loaded into a TensorFlow session. The graph's variables live until `close`. */
export class Session {
  readonly #tf: TensorFlow['tf'];
  readonly #backend: NativeBackend;
  readonly #id: number;
  readonly #folder: string;

  constructor(tfjs: TensorFlow['tf'], backend: NativeBackend, graph: GraphBuilder) {
    this.#tf = tfjs;
    this.#backend = backend;
    this.#folder = mkdtempSync(join(tmpdir(), 'spotnas-graph-'));
    writeFileSync(join(this.#folder, 'saved_model.pb'), savedModel(graph.nodes, TAG));
    this.#id = backend.binding.loadSavedModel(this.#folder, TAG);
    rmSync(join(this.#folder, 'saved_model.pb'));
  }

  /** One session call. Returns the fetched tensors' values in order. */
  run(feeds: readonly Feed[], fetches: readonly string[]): Float32Array[] {
    const inputs = feeds.map(({ values, shape }) => this.#tensor(values, shape));
    const outputs = this.#backend.runSavedModel(
      this.#id,
      inputs,
      feeds.map(({ name }) => ({ name: `${name}:0` })),
      fetches.map((name) => (name.includes(':') ? name : `${name}:0`)),
    );
    const values = outputs.map((tensor) => tensor.dataSync() as Float32Array);
    for (const tensor of [...inputs, ...outputs]) tensor.dispose();
    return values;
  }

  /**
   * Makes bytes readable by the graph's ReadFile for the duration of `use`. What is fed to a session is never freed by the
   * binding (tfjs_backend.cc: RunSavedModel), so anything large goes through a file.
   */
  withFile<T>(parts: readonly Uint8Array[], use: (path: string) => T): T {
    const path = join(this.#folder, 'feed.bin');
    writeFileSync(path, Buffer.concat(parts));
    try {
      return use(path);
    } finally {
      rmSync(path);
    }
  }

  close(): void {
    this.#backend.binding.deleteSavedModel(this.#id);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #tensor(values: Feed['values'], shape: readonly number[]): tf.Tensor {
    if (typeof values === 'string') return this.#tf.scalar(values, 'string');
    return this.#tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');
  }
}
