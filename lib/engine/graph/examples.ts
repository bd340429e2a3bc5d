import { elements } from '../../network/definition.ts';
import type { Shape } from '../../network/network.ts';
import type { Examples } from '../engine.ts';
import type { GraphBuilder } from './builder.ts';
import { attr, DataType } from './proto.ts';
import type { Session } from './session.ts';

/** A batch inside the graph: pixels as floats in 0..1, labels as class numbers. */
export interface Batch {
  readonly features: string;
  readonly labels: string;
}

/** Examples that live in the graph as variables; a step names them by index, so that no pixels are copied to it. */
export class ResidentExamples {
  readonly #name: string;
  readonly #graph: GraphBuilder;
  readonly #input: Shape;
  readonly #pixels: DataType;
  readonly #handles: { readonly features: string; readonly labels: string };

  /** `features` tells whether pixels are stored as bytes or as floats. */
  constructor(graph: GraphBuilder, name: string, input: Shape, features: Examples['features']) {
    this.#graph = graph;
    this.#name = name;
    this.#input = input;
    this.#pixels = features instanceof Uint8Array ? DataType.uint8 : DataType.float;
    this.#handles = {
      features: this.#declare('features', this.#pixels, [-1, elements(input)]),
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
      features: graph.reshape(floats, [batch, ...this.#input]),
      labels: this.#gatherRows(this.#handles.labels, indices, DataType.int32),
    };
  }

  load(session: Session, { features, labels }: Examples): void {
    for (const [part, values] of Object.entries({ features, labels })) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      session.withFile([bytes], (path) =>
        session.run([{ name: `${this.#name}_${part}_path`, values: path, shape: [] }], [`${this.#name}_${part}_load`]),
      );
    }
  }

  #declare(part: 'features' | 'labels', type: DataType, shape: readonly number[]): string {
    const graph = this.#graph;
    const dtype = attr.type(type);
    const handle = graph.op('VarHandleOp', [], {
      dtype,
      shape: attr.shape(shape),
      shared_name: attr.text(`${this.#name}_${part}`),
      container: attr.text(''),
    });
    const path = graph.placeholder(`${this.#name}_${part}_path`, DataType.string, []);
    const raw = graph.op('DecodeRaw', [graph.op('ReadFile', [path])], {
      out_type: dtype,
      little_endian: attr.bool(true),
    });
    const assign = graph.op('AssignVariableOp', [handle, graph.reshape(raw, shape, type)], {
      dtype,
      validate_shape: attr.bool(false),
    });
    graph.named(`${this.#name}_${part}_load`, 'Identity', [graph.scalar(1)], { T: attr.type(DataType.float) }, [
      assign,
    ]);
    return handle;
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
