import { elements } from '../../network/definition.ts';
import type { Shape } from '../../network/network.ts';
import type { State } from '../engine.ts';
import { checkState } from '../state.ts';
import type { GraphBuilder } from './builder.ts';
import { attr, DataType } from './proto.ts';
import type { Session } from './session.ts';

/** A resource variable of a graph. */
export interface Variable {
  readonly handle: string;
  /** Its value at the start of a step. */
  readonly value: string;
  readonly shape: Shape;
}

interface Entry {
  readonly name: string;
  readonly shape: Shape;
}

const dtype = attr.type(DataType.float);

/** Float variables of a graph, in order, with the operations that write and read all of them at once. */
export class Variables {
  readonly #graph: GraphBuilder;
  readonly #entries: readonly Entry[];
  readonly #scope: string;
  readonly #all: ReadonlyMap<string, Variable>;

  /** @param scope tells the variables of one graph from others of the same names */
  constructor(graph: GraphBuilder, entries: readonly Entry[], scope = '') {
    this.#graph = graph;
    this.#entries = entries;
    this.#scope = scope;
    this.#all = new Map(entries.map((entry) => [entry.name, this.#declare(entry)]));
    this.#declareRestore();
  }

  has(name: string): boolean {
    return this.#all.has(name);
  }

  get(name: string): Variable {
    return this.#all.get(name)!;
  }

  /** In the order of declaration. */
  names(): readonly string[] {
    return [...this.#all.keys()];
  }

  /** @throws Error naming a state entry that is missing, unknown or of the wrong size. */
  write(session: Session, state: State): void {
    checkState(state, this.#entries);
    const bytes = Buffer.concat(this.names().map((name) => bytesOf(state.get(name)!)));
    session.run([{ name: this.#restored, values: bytes, shape: [] }], [this.#restore]);
  }

  read(session: Session): State {
    const values = session.run(
      [],
      [...this.#all.values()].map(({ value }) => value),
    );
    return new Map(this.names().map((name, i) => [name, values[i]!]));
  }

  #declare({ name, shape }: Entry): Variable {
    const handle = this.#graph.op('VarHandleOp', [], {
      dtype,
      shape: attr.shape(shape),
      shared_name: attr.text(this.#scope + name),
      container: attr.text(''),
    });
    return { handle, value: this.#graph.op('ReadVariableOp', [handle], { dtype }), shape };
  }

  /** Writes the operation that sets every variable from one run of raw floats. */
  #declareRestore(): void {
    const graph = this.#graph;
    const bytes = graph.placeholder(this.#restored, DataType.string, []);
    const floats = graph.op('DecodeRaw', [bytes], { out_type: dtype, little_endian: attr.bool(true) });
    const sizes = this.#entries.map(({ shape }) => elements(shape));
    const parts = graph.op('SplitV', [floats, graph.ints(sizes), graph.int(0)], {
      T: dtype,
      Tlen: attr.type(DataType.int32),
      num_split: attr.int(sizes.length),
    });
    const assigned = [...this.#all.values()].map(({ handle, shape }, i) =>
      graph.op('AssignVariableOp', [handle, graph.reshape(`${parts}:${i}`, shape)], {
        dtype,
        validate_shape: attr.bool(false),
      }),
    );
    graph.named(this.#restore, 'Identity', [graph.scalar(1)], { T: dtype }, assigned);
  }

  get #restored(): string {
    return `${this.#scope}restored_bytes`;
  }

  get #restore(): string {
    return `${this.#scope}restore`;
  }
}

const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
