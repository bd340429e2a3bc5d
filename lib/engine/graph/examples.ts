import { elements } from '../../network/definition.ts';
import type { Examples } from '../engine.ts';
import { checkExamples, type ExampleFormat, type FeatureType } from '../example-format.ts';
import type { Batch } from './batch.ts';
import type { GraphBuilder } from './builder.ts';
import { attr, DataType } from './proto.ts';
import type { Session } from './session.ts';

const FEATURES: Readonly<Record<FeatureType, DataType>> = {
  bytes: DataType.uint8,
  integers: DataType.int32,
  floats: DataType.float,
};

/** A variable that holds one part of the examples. */
interface Part {
  readonly name: string;
  readonly type: DataType;
  /** With the examples first; -1 where any number goes. */
  readonly shape: readonly number[];
}

/** Examples that live in the graph as variables; a step names them by index, so that no pixels are copied to it. */
export class ResidentExamples {
  readonly #graph: GraphBuilder;
  readonly #name: string;
  readonly #format: ExampleFormat;
  readonly #features: Part & { readonly handle: string };
  readonly #labels: Part & { readonly handle: string };

  /** @param name unique in the graph */
  constructor(graph: GraphBuilder, name: string, format: ExampleFormat) {
    this.#graph = graph;
    this.#name = name;
    this.#format = format;
    this.#features = this.#declare('features', FEATURES[format.features], [-1, elements(format.input)]);
    this.#labels = this.#declare(
      'labels',
      format.task === 'classification' ? DataType.int32 : DataType.float,
      format.task === 'detection' ? [-1, -1, 5] : [-1],
    );
  }

  /** The examples at `indices` (int32). `batch` is their number, or -1. */
  gather(indices: string, batch: number): Batch {
    const graph = this.#graph;
    const rows = this.#rows(this.#features, indices);
    const floats =
      this.#features.type === DataType.float ? rows : graph.cast(rows, this.#features.type, DataType.float);
    const scaled = this.#format.features === 'bytes' ? graph.float('Mul', [floats, graph.scalar(1 / 255)]) : floats;
    return {
      features: graph.reshape(scaled, [batch, ...this.#format.input]),
      labels: this.#rows(this.#labels, indices),
    };
  }

  /** Replaces the examples. @throws Error naming what does not fit the graph. */
  load(session: Session, examples: Examples): void {
    checkExamples(this.#name, examples, this.#format);
    this.#assign(session, this.#features, examples.features, examples.count);
    this.#assign(session, this.#labels, examples.labels, examples.count);
  }

  #assign(session: Session, part: Part, values: Examples['features'], count: number): void {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    // At most one more axis is open, which the number of values then says.
    const shape = Int32Array.from(part.shape, (size, axis) => (axis === 0 ? count : size));
    const feeds = [
      { name: `${part.name}_bytes`, values: bytes, shape: [] },
      { name: `${part.name}_shape`, values: shape, shape: [shape.length] },
    ];
    session.run(feeds, [`${part.name}_assigned`]);
  }

  #declare(of: string, type: DataType, shape: readonly number[]): Part & { readonly handle: string } {
    const graph = this.#graph;
    const name = `${this.#name}_${of}`;
    const dtype = attr.type(type);
    const handle = graph.op('VarHandleOp', [], {
      dtype,
      shape: attr.shape(shape),
      shared_name: attr.text(name),
      container: attr.text(''),
    });
    const bytes = graph.placeholder(`${name}_bytes`, DataType.string, []);
    const sizes = graph.placeholder(`${name}_shape`, DataType.int32, [shape.length]);
    const raw = graph.op('DecodeRaw', [bytes], { out_type: dtype, little_endian: attr.bool(true) });
    const shaped = graph.op('Reshape', [raw, sizes], { T: dtype, Tshape: attr.type(DataType.int32) });
    const assign = graph.op('AssignVariableOp', [handle, shaped], { dtype, validate_shape: attr.bool(false) });
    graph.named(`${name}_assigned`, 'Identity', [graph.scalar(1)], { T: attr.type(DataType.float) }, [assign]);
    return { name, type, shape, handle };
  }

  #rows({ handle, type }: Part & { readonly handle: string }, indices: string): string {
    return this.#graph.op('ResourceGather', [handle, indices], {
      dtype: attr.type(type),
      Tindices: attr.type(DataType.int32),
      batch_dims: attr.int(0),
      validate_indices: attr.bool(true),
    });
  }
}
