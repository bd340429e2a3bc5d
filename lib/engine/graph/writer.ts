import type { LayerOf } from '../../network/definition.ts';
import type { LayerOp, Shape } from '../../network/network.ts';
import type { DropRates } from '../drop-rates.ts';
import type { GraphBuilder } from './builder.ts';
import type { StepRandom } from './random.ts';
import type { Variable } from './variables.ts';

/** A tensor of the graph and its shape without the batch axis. */
export interface GraphTensor {
  readonly name: string;
  readonly shape: Shape;
}

/** What a layer's writer works with. */
export interface LayerContext {
  readonly graph: GraphBuilder;
  /** Examples in a batch; -1 where the graph takes any number. */
  readonly batch: number;
  readonly training: boolean;
  /** The step's random numbers; absent in inference. */
  readonly random?: StepRandom | undefined;
  /** Absent in inference. */
  readonly rates?: DropRates | undefined;
  readonly inputs: readonly GraphTensor[];
  readonly output: Shape;
  /** The layer's variable, by its name without the node. */
  variable(name: string): Variable;
  /** Takes what a batch shows of a moving statistic; in training only. */
  observe(name: string, value: string): void;
}

/** Gradients of the loss, given the gradient of a layer's output. */
export interface Gradients {
  /** By input; undefined where nothing flows. */
  readonly inputs: readonly (string | undefined)[];
  /** By weight name without the node. */
  readonly weights?: Readonly<Record<string, string>>;
}

export interface WrittenLayer {
  readonly output: string;
  /** Writes the backward pass. `wanted` says which inputs need a gradient. */
  backward(gradient: string, wanted: readonly boolean[]): Gradients;
}

/** Writes one kind of layer, forward and backward, with TensorFlow's own operations. */
export type LayerWriter<O extends LayerOp = LayerOp> = (layer: LayerOf<O>, context: LayerContext) => WrittenLayer;

/** Full shape of a tensor, batch axis first. */
export const batched = ({ batch }: LayerContext, shape: Shape): readonly number[] => [batch, ...shape];
