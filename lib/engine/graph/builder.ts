import { type Attribute, attr, DataType, type GraphNode } from './proto.ts';

const FLOAT = { T: attr.type(DataType.float) };

/** Writes the nodes of a TensorFlow graph. A tensor is named by its node, `node` or `node:1` for a later output. */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  #narrow = false;

  /** What `write` adds may, or may not, be worked out in bfloat16 (mixed-precision.ts); by default it may not. */
  narrowly<T>(narrow: boolean, write: () => T): T {
    const before = this.#narrow;
    this.#narrow = narrow;
    try {
      return write();
    } finally {
      this.#narrow = before;
    }
  }

  /** Adds a node and returns its first output. */
  op(
    op: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    after: readonly string[] = [],
  ): string {
    return this.named(`${op}_${this.nodes.length}`, op, inputs, attributes, after);
  }

  /** As `op`, under a name to feed or fetch by. The node runs after those in `after`. */
  named(
    name: string,
    op: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    after: readonly string[] = [],
  ): string {
    const controlled = [...inputs, ...after.map((node) => `^${node}`)];
    this.nodes.push({ name, op, inputs: controlled, attributes, ...(this.#narrow && { narrow: true }) });
    return name;
  }

  /** A node that works on float tensors (attribute `T`). */
  float(op: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}): string {
    return this.op(op, inputs, { ...FLOAT, ...attributes });
  }

  ints(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant(DataType.int32, shape, Int32Array.from(values));
  }

  int(value: number): string {
    return this.#constant(DataType.int32, [], Int32Array.of(value));
  }

  /** Unsigned, 64 bits. */
  longs(values: readonly number[]): string {
    return this.#constant(DataType.uint64, [values.length], BigUint64Array.from(values, BigInt));
  }

  scalar(value: number): string {
    return this.#constant(DataType.float, [], Float32Array.of(value));
  }

  floats(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant(DataType.float, shape, Float32Array.from(values));
  }

  /** A float constant with no elements. */
  empty(): string {
    return this.#constant(DataType.float, [0], new Float32Array(0));
  }

  placeholder(name: string, type: DataType, shape: readonly number[]): string {
    return this.named(name, 'Placeholder', [], { dtype: attr.type(type), shape: attr.shape(shape) });
  }

  reshape(tensor: string, shape: readonly number[], type: DataType = DataType.float): string {
    return this.op('Reshape', [tensor, this.ints(shape)], { T: attr.type(type), Tshape: attr.type(DataType.int32) });
  }

  /** @param keep leaves the axes there, of size 1 */
  reduce(op: 'Sum' | 'Mean' | 'Min' | 'Max', tensor: string, axes: readonly number[], keep = false): string {
    return this.float(op, [tensor, this.ints(axes)], { Tidx: attr.type(DataType.int32), keep_dims: attr.bool(keep) });
  }

  cast(tensor: string, from: DataType, to: DataType): string {
    return this.op('Cast', [tensor], { SrcT: attr.type(from), DstT: attr.type(to), Truncate: attr.bool(false) });
  }

  #constant(type: DataType, shape: readonly number[], values: Float32Array | Int32Array | BigUint64Array): string {
    return this.op('Const', [], { dtype: attr.type(type), value: attr.tensor(type, shape, values) });
  }
}
