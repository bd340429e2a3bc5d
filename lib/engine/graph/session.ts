import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type { TensorFlow } from '../tensorflow/load.ts';
import type { NativeBackend } from '../tensorflow/native.ts';
import type { GraphBuilder } from './builder.ts';
import { withMixedPrecision } from './mixed-precision.ts';
import { savedModel } from './proto.ts';

const TAG = 'spotnas';

export interface Feed {
  readonly name: string;
  /** Numbers of the shape, or bytes: a string scalar for the graph's DecodeRaw. */
  readonly values: Int32Array | Float32Array | Uint8Array;
  readonly shape: readonly number[];
}

/** A graph loaded into a TensorFlow session. The graph's variables live until `close`. */
export class Session {
  readonly #tf: TensorFlow['tf'];
  readonly #backend: NativeBackend;
  readonly #id: number;

  constructor(tfjs: TensorFlow['tf'], backend: NativeBackend, graph: GraphBuilder) {
    this.#tf = tfjs;
    this.#backend = backend;
    const folder = mkdtempSync(join(tmpdir(), 'spotnas-graph-'));
    try {
      writeFileSync(join(folder, 'saved_model.pb'), savedModel(withMixedPrecision(graph.nodes), TAG));
      this.#id = backend.binding.loadSavedModel(folder, TAG);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** One session call. Returns the fetched tensors' values in order. */
  run(feeds: readonly Feed[], fetches: readonly string[]): Float32Array[] {
    const inputs = feeds.map((feed) => this.#tensor(feed));
    try {
      const outputs = this.#backend.runSavedModel(
        this.#id,
        inputs,
        feeds.map(({ name }) => ({ name: `${name}:0` })),
        fetches.map((name) => `${name}:0`),
      );
      const values = outputs.map((tensor) => tensor.dataSync() as Float32Array);
      for (const tensor of outputs) tensor.dispose();
      return values;
    } finally {
      for (const tensor of inputs) tensor.dispose();
    }
  }

  /** Frees the graph, its variables and what they hold. */
  close(): void {
    this.#backend.binding.deleteSavedModel(this.#id);
  }

  #tensor({ values, shape }: Feed): tf.Tensor {
    if (values instanceof Uint8Array) return this.#tf.tensor([values] as unknown as string[], [], 'string');
    return this.#tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');
  }
}
