import type { GraphBuilder } from './builder.ts';
import { attr, DataType } from './proto.ts';

/** A tensor that every step of a loop replaces. */
export interface Carried {
  /** Inside: what the step before left. */
  readonly value: string;
  /** Outside: what the last step left. */
  readonly final: string;
  /** Inside: gives the next step's value. Call exactly once. */
  next(value: string): void;
}

/**
 * A loop of a known number of steps, with TensorFlow's primitives of control flow (Yu et al. 2018, arXiv:1805.01772,
 * section 4). What a step reads from outside comes in through `constant`, `carry` and `row`; what it leaves goes out
 * through `carry` and `stack`. A constant that a step needs is made outside too.
 */
export class Loop {
  /** Inside: number of the step, from 0; int32. */
  readonly step: string;
  readonly #graph: GraphBuilder;
  readonly #frame: string;
  readonly #steps: number;
  readonly #condition: string;
  #carried = 0;

  constructor(graph: GraphBuilder, steps: number) {
    this.#graph = graph;
    this.#steps = steps;
    this.#frame = `loop_${graph.nodes.length}`;
    const int = attr.type(DataType.int32);
    const next = this.#nextName();
    const merged = this.#merge(graph.int(0), next, DataType.int32);
    const limit = this.constant(graph.int(steps), DataType.int32);
    this.#condition = graph.op('LoopCond', [graph.op('Less', [merged, limit], { T: int })]);
    this.step = `${this.#switch(merged, DataType.int32)}:1`;
    const one = this.constant(graph.int(1), DataType.int32);
    graph.named(next, 'NextIteration', [graph.op('AddV2', [this.step, one], { T: int })], { T: int });
  }

  /** A tensor from outside, the same in every step. */
  constant(tensor: string, type: DataType = DataType.float): string {
    return this.#enter(tensor, type, true);
  }

  /** A tensor that begins as `initial`. */
  carry(initial: string): Carried {
    const next = this.#nextName();
    const switched = this.#switch(this.#merge(initial, next, DataType.float), DataType.float);
    return {
      value: `${switched}:1`,
      final: this.#graph.float('Exit', [switched]),
      next: (value) => void this.#graph.named(next, 'NextIteration', [value], { T: attr.type(DataType.float) }),
    };
  }

  /** Inside: row `index` of a tensor from outside that has as many rows as the loop has steps. */
  row(tensor: string, index: string, type: DataType = DataType.float): string {
    const { handle, flow } = this.#array(type);
    const attributes = { T: attr.type(type) };
    const filled = this.#graph.op('TensorArrayScatterV3', [handle, this.#all(), tensor, flow], attributes);
    const inside = [this.constant(handle, DataType.resource), index, this.constant(filled)];
    return this.#graph.op('TensorArrayReadV3', inside, { dtype: attr.type(type) });
  }

  /** Outside: tensors whose rows `index` are what the step gave that had this index. Every row must be given once. */
  stack(values: readonly string[], index: string): readonly string[] {
    const arrays = values.map(() => this.#array(DataType.float));
    const filled = this.carry(this.#graph.scalar(0));
    const after = values.reduce((flow, value, i) => {
      const handle = this.constant(arrays[i]!.handle, DataType.resource);
      return this.#graph.float('TensorArrayWriteV3', [handle, index, value, flow]);
    }, filled.value);
    filled.next(after);
    return arrays.map(({ handle }) =>
      this.#graph.op('TensorArrayGatherV3', [handle, this.#all(), filled.final], {
        dtype: attr.type(DataType.float),
        element_shape: attr.unknownShape(),
      }),
    );
  }

  /** Inside: the step's number counted from the end. */
  fromEnd(): string {
    const last = this.constant(this.#graph.int(this.#steps - 1), DataType.int32);
    return this.#graph.op('Sub', [last, this.step], { T: attr.type(DataType.int32) });
  }

  #nextName(): string {
    return `${this.#frame}_next_${this.#carried++}`;
  }

  #enter(tensor: string, type: DataType, constant: boolean): string {
    return this.#graph.op('Enter', [tensor], {
      T: attr.type(type),
      frame_name: attr.text(this.#frame),
      is_constant: attr.bool(constant),
      parallel_iterations: attr.int(1),
    });
  }

  #merge(initial: string, next: string, type: DataType): string {
    return this.#graph.op('Merge', [this.#enter(initial, type, false), next], { T: attr.type(type), N: attr.int(2) });
  }

  /** Output 0 when the loop ends, 1 in a step. */
  #switch(merged: string, type: DataType): string {
    return this.#graph.op('Switch', [merged, this.#condition], { T: attr.type(type) });
  }

  /** As many tensors of one shape as there are steps. */
  #array(type: DataType): { readonly handle: string; readonly flow: string } {
    const handle = this.#graph.op('TensorArrayV3', [this.#graph.int(this.#steps)], {
      dtype: attr.type(type),
      element_shape: attr.unknownShape(),
      dynamic_size: attr.bool(false),
      clear_after_read: attr.bool(true),
      identical_element_shapes: attr.bool(true),
      tensor_array_name: attr.text(''),
    });
    return { handle, flow: `${handle}:1` };
  }

  #all(): string {
    const graph = this.#graph;
    return graph.op('Range', [graph.int(0), graph.int(this.#steps), graph.int(1)], {
      Tidx: attr.type(DataType.int32),
    });
  }
}
