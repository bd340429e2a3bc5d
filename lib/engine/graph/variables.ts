import { elements } from '../../network/definition.ts';
import type { Shape } from '../../network/network.ts';
import type { State } from '../engine.ts';
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

const dtype = attr.type(DataType.float);
const RESTORED = 'restored_bytes';
const RESTORE = 'restore';

/** The float variables of a graph, in order, with the operations that write and read all of them at once. */
export class Variables {
  readonly #graph: GraphBuilder;
  readonly #all = new Map<string, Variable>();
  readonly #slots = new Set<string>();

  constructor(graph: GraphBuilder) {
    this.#graph = graph;
  }

  declare(name: string, shape: Shape): Variable {
    const handle = this.#graph.op('VarHandleOp', [], {
      dtype,
      shape: attr.shape(shape),
      shared_name: attr.text(name),
      container: attr.text(''),
    });
    const value = this.#graph.op('ReadVariableOp', [handle], { dtype });
    const variable = { handle, value, shape };
    this.#all.set(name, variable);
    return variable;
  }

  /** A variable of the optimiser, zero when training starts. */
  declareSlot(name: string, shape: Shape): Variable {
    this.#slots.add(name);
    return this.declare(name, shape);
  }

  get(name: string): Variable {
    return this.#all.get(name)!;
  }

  /** Writes the operation that sets every variable from one run of raw floats. Call once, after the last `declare`. */
  declareRestore(): void {
    const graph = this.#graph;
    const bytes = graph.placeholder(RESTORED, DataType.string, []);
    const floats = graph.op('DecodeRaw', [bytes], { out_type: dtype, little_endian: attr.bool(true) });
    const sizes = [...this.#all.values()].map(({ shape }) => elements(shape));
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
    graph.named(RESTORE, 'Identity', [graph.scalar(1)], { T: dtype }, assigned);
  }

  /** In the order of declaration. */
  names(): readonly string[] {
    return [...this.#all.keys()];
  }

  /** The state that training starts from: zero for every slot that `weights` leaves out. */
  withZeroSlots(weights: State): State {
    const zeros = [...this.#slots].map((name) => [name, new Float32Array(elements(this.get(name).shape))] as const);
    return new Map([...zeros, ...weights]);
  }

  /** @throws Error naming a state entry that is missing, unknown or of the wrong size. */
  write(session: Session, state: State): void {
    this.#check(state);
    const bytes = Buffer.concat(this.names().map((name) => bytesOf(state.get(name)!)));
    session.run([{ name: RESTORED, values: bytes, shape: [] }], [RESTORE]);
  }

  read(session: Session): State {
    const values = session.run(
      [],
      [...this.#all.values()].map(({ value }) => value),
    );
    return new Map(this.names().map((name, i) => [name, values[i]!]));
  }

  #check(state: State): void {
    for (const [name, { shape }] of this.#all) {
      const size = state.get(name)?.length;
      if (size !== elements(shape))
        throw new Error(`state ${name}: got ${size ?? 'nothing'}; allowed: ${elements(shape)} numbers`);
    }
    const unknown = [...state.keys()].find((name) => !this.#all.has(name));
    if (unknown) throw new Error(`state ${unknown}: the network has no such weight`);
  }
}

const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
