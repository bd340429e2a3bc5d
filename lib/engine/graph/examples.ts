import { elements } from '../../network/definition.ts';
import type { Shape } from '../../network/network.ts';
import type { Examples } from '../engine.ts';
import type { GraphBuilder } from './builder.ts';
import { checkExamples } from './check-examples.ts';
import { attr, DataType } from './proto.ts';
import type { Session } from './session.ts';

/** A batch inside the graph: pixels as floats in 0..1, labels as class numbers. */
export interface Batch {
  readonly features: string;
  readonly labels: string;
}

export interface ExamplesOptions {
  /** Unique in the graph. */
  readonly name: string;
  readonly input: Shape;
  readonly classes: number;
  /** What pixels are stored as. */
  readonly pixels: 'bytes' | 'floats';
}

/** Examples that live in the graph as variables; a step names them by index, so that no pixels are copied to it. */
export class ResidentExamples {
  readonly #graph: GraphBuilder;
  readonly #options: ExamplesOptions;
  readonly #pixels: DataType;
  readonly #handles: { readonly features: string; readonly labels: string };

  constructor(graph: GraphBuilder, options: ExamplesOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#pixels = options.pixels === 'bytes' ? DataType.uint8 : DataType.float;
    this.#handles = {
      features: this.#declare('features', this.#pixels, [-1, elements(options.input)]),
      labels: this.#declare('labels', DataType.int32, [-1]),
    };
  }

  /** The examples at `indices` (int32). `batch` is their number, or -1. */
  gather(indices: string, batch: number): Batch {
    const graph = this.#graph;
    const rows = this.#gatherRows(this.#handles.features, indices, this.#pixels);
    const floats =
      this.#pixels === DataType.float
        ? rows
        : graph.float('Mul', [graph.cast(rows, this.#pixels, DataType.float), graph.scalar(1 / 255)]);
    return {
      features: graph.reshape(floats, [batch, ...this.#options.input]),
      labels: this.#gatherRows(this.#handles.labels, indices, DataType.int32),
    };
  }

  /** Replaces the examples. @throws Error naming what does not fit the graph. */
  load(session: Session, examples: Examples): void {
    checkExamples(examples, this.#options);
    const { features, labels } = examples;
    for (const [part, values] of Object.entries({ features, labels })) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      session.run([{ name: this.#feed(part), values: bytes, shape: [] }], [this.#assigned(part)]);
    }
  }

  #declare(part: string, type: DataType, shape: readonly number[]): string {
    const graph = this.#graph;
    const dtype = attr.type(type);
    const handle = graph.op('VarHandleOp', [], {
      dtype,
      shape: attr.shape(shape),
      shared_name: attr.text(`${this.#options.name}_${part}`),
      container: attr.text(''),
    });
    const bytes = graph.placeholder(this.#feed(part), DataType.string, []);
    const raw = graph.op('DecodeRaw', [bytes], { out_type: dtype, little_endian: attr.bool(true) });
    const assign = graph.op('AssignVariableOp', [handle, graph.reshape(raw, shape, type)], {
      dtype,
      validate_shape: attr.bool(false),
    });
    graph.named(this.#assigned(part), 'Identity', [graph.scalar(1)], { T: attr.type(DataType.float) }, [assign]);
    return handle;
  }

  #feed(part: string): string {
    return `${this.#options.name}_${part}_bytes`;
  }

  #assigned(part: string): string {
    return `${this.#options.name}_${part}_assigned`;
  }

  #gatherRows(handle: string, indices: string, type: DataType): string {
    return this.#graph.op('ResourceGather', [handle, indices], {
      dtype: attr.type(type),
      Tindices: attr.type(DataType.int32),
      batch_dims: attr.int(0),
      validate_indices: attr.bool(true),
    });
  }
}
