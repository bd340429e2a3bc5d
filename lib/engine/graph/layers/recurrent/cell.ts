import type { GraphBuilder } from '../../builder.ts';
import type { Loop } from '../../loop.ts';

/** What a loop over a sequence repeats. Tensors are `[batch, n]` inside of a loop, `[length, batch, n]` outside. */
export interface Cell {
  /** Matrices side by side in the kernels. */
  readonly gates: number;
  /** How many tensors, `units` wide, the state is; the first is the output. */
  readonly states: number;
  /** Whether the share of the output before has a bias too, in the second row of the weight. */
  readonly recurrentBias: boolean;
  /** Inside: writes a step, given the shares of the gates that come from the input and from the output before. */
  step(graph: GraphBuilder, loop: Loop, shares: Shares, state: readonly string[]): CellStep;
  /**
   * Outside: writes what of the gradient can be worked out for all steps at once.
   * @param previous the state before each step
   * @param masked sets to zero what belongs to masked steps: nothing may flow into their gates
   */
  backward(
    graph: GraphBuilder,
    saved: readonly string[],
    previous: readonly string[],
    masked: (tensor: string) => string,
  ): CellBackward;
}

export interface Shares {
  readonly input: string;
  readonly recurrent: string;
}

export interface CellStep {
  readonly state: readonly string[];
  /** What the backward pass needs, each `units` wide. */
  readonly saved: readonly string[];
}

export interface CellBackward {
  /** What a step backwards reads, row by row. */
  readonly factors: readonly string[];
  /**
   * Inside: writes a step backwards.
   * @param gradients of the state after the step
   * @param toOutput gradient of the output before, given that of the share of the gates that comes from it
   * @returns gradients of the state before, and what `shares` needs
   */
  step(
    loop: Loop,
    factors: readonly string[],
    gradients: readonly string[],
    toOutput: (recurrent: string) => string,
  ): { readonly gradients: readonly string[]; readonly saved: string };
  /** Outside: gradients of the shares of the gates. */
  shares(saved: string): Shares;
}
