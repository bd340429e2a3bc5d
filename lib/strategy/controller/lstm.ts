import type { RandomStream } from '../../math/random.ts';

/** Numbers in the embedding and in the state. */
const WIDTH = 16;
const GATES = 4 * WIDTH;
/** Weights begin within this of 0 (Zoph and Le 2017, appendix: 0.08). */
const INITIAL = 0.08;

/** What is held before the first step. */
const EMPTY = new Float64Array(WIDTH);

/** One step of the controller: what it read, how its gates stood and what it holds. */
interface Step {
  /** Where the embedding of the decision before it lies among the weights. */
  readonly embedding: number;
  /** Input, forget and output gates, then the candidate. */
  readonly gates: Float64Array;
  readonly cell: Float64Array;
  readonly state: Float64Array;
  /** Probability of each choice. */
  readonly probabilities: Float64Array;
}

/**
 * The controller of Zoph and Le (2017, arXiv:1611.01578, section 3.1): an LSTM that makes one decision after the other,
 * reading the choice that it made before. `weights` is all that it has learnt.
 */
export class Controller {
  readonly weights: Float64Array;
  readonly #decisions: readonly number[];
  /** Where the embeddings, the recurrent weights `[GATES, input, state, bias]` and each decision's outputs begin. */
  readonly #embeddings: readonly number[];
  readonly #recurrent: number;
  readonly #outputs: readonly number[];

  /** @param decisions how many choices each has */
  constructor(decisions: readonly number[], random: RandomStream) {
    this.#decisions = decisions;
    let size = 0;
    const take = (count: number) => {
      size += count;
      return size - count;
    };
    this.#embeddings = decisions.map((_, i) => take(WIDTH * (i === 0 ? 1 : decisions[i - 1]!)));
    this.#recurrent = take(GATES * (2 * WIDTH + 1));
    this.#outputs = decisions.map((count) => take(count * (WIDTH + 1)));
    this.weights = Float64Array.from({ length: size }, () => INITIAL * (2 * random.uniform() - 1));
  }

  draw(random: RandomStream): readonly number[] {
    const choices: number[] = [];
    let step: Step | undefined;
    for (let i = 0; i < this.#decisions.length; i++) {
      step = this.#step(i, choices[i - 1], step);
      choices.push(drawn(step.probabilities, random));
    }
    return choices;
  }

  /** Natural logarithm of the probability that these choices are drawn. */
  log(choices: readonly number[]): number {
    return logOf(this.#steps(choices), choices);
  }

  /**
   * Adds to `into` the gradient of `weight` times `log(choices)` plus `entropy` times the entropy of every decision.
   * @param weightOf the weight, from `log(choices)`
   */
  addGradient(
    choices: readonly number[],
    weightOf: (log: number) => number,
    entropy: number,
    into: Float64Array,
  ): void {
    const steps = this.#steps(choices);
    const weight = weightOf(logOf(steps, choices));
    const state = new Float64Array(WIDTH);
    const cell = new Float64Array(WIDTH);
    for (let i = steps.length - 1; i >= 0; i--) {
      const { probabilities } = steps[i]!;
      const uncertainty = -probabilities.reduce((sum, p) => sum + p * Math.log(p), 0);
      const logits = probabilities.map((p, choice) => {
        const chosen = weight * ((choice === choices[i] ? 1 : 0) - p);
        return chosen - entropy * p * (Math.log(p) + uncertainty);
      });
      this.#backward(i, steps, logits, { state, cell }, into);
    }
  }

  #steps(choices: readonly number[]): readonly Step[] {
    const steps: Step[] = [];
    for (let i = 0; i < choices.length; i++) steps.push(this.#step(i, choices[i - 1], steps[i - 1]));
    return steps;
  }

  #step(i: number, before: number | undefined, last: Step | undefined): Step {
    const { weights } = this;
    const embedding = this.#embeddings[i]! + WIDTH * (before ?? 0);
    const [cellBefore, stateBefore] = [last?.cell ?? EMPTY, last?.state ?? EMPTY];
    const gates = new Float64Array(GATES);
    for (let g = 0, at = this.#recurrent; g < GATES; g++) {
      let sum = 0;
      for (let k = 0; k < WIDTH; k++) sum += weights[at++]! * weights[embedding + k]!;
      for (let k = 0; k < WIDTH; k++) sum += weights[at++]! * stateBefore[k]!;
      sum += weights[at++]!;
      gates[g] = g < 3 * WIDTH ? 1 / (1 + Math.exp(-sum)) : Math.tanh(sum);
    }
    const cell = new Float64Array(WIDTH);
    const state = new Float64Array(WIDTH);
    for (let k = 0; k < WIDTH; k++) {
      cell[k] = gates[WIDTH + k]! * cellBefore[k]! + gates[k]! * gates[3 * WIDTH + k]!;
      state[k] = gates[2 * WIDTH + k]! * Math.tanh(cell[k]!);
    }
    return { embedding, gates, cell, state, probabilities: this.#probabilities(i, state) };
  }

  #probabilities(i: number, state: Float64Array): Float64Array {
    const logits = new Float64Array(this.#decisions[i]!);
    for (let choice = 0, at = this.#outputs[i]!; choice < logits.length; choice++) {
      let logit = 0;
      for (let k = 0; k < WIDTH; k++) logit += this.weights[at++]! * state[k]!;
      logits[choice] = logit + this.weights[at++]!;
    }
    const highest = Math.max(...logits);
    let total = 0;
    for (let choice = 0; choice < logits.length; choice++) {
      logits[choice] = Math.exp(logits[choice]! - highest);
      total += logits[choice]!;
    }
    for (let choice = 0; choice < logits.length; choice++) logits[choice]! /= total;
    return logits;
  }

  /** `flow` is the gradient that step i gets from the one after it, and then the one that it passes on. */
  #backward(
    i: number,
    steps: readonly Step[],
    logits: Float64Array,
    flow: { readonly state: Float64Array; readonly cell: Float64Array },
    into: Float64Array,
  ): void {
    const { weights } = this;
    const { gates, cell, state, embedding } = steps[i]!;
    const [cellBefore, stateBefore] = [steps[i - 1]?.cell ?? EMPTY, steps[i - 1]?.state ?? EMPTY];
    for (let choice = 0, at = this.#outputs[i]!; choice < logits.length; choice++) {
      for (let k = 0; k < WIDTH; k++, at++) {
        into[at]! += logits[choice]! * state[k]!;
        flow.state[k]! += logits[choice]! * weights[at]!;
      }
      into[at++]! += logits[choice]!;
    }
    const sums = new Float64Array(GATES);
    for (let k = 0; k < WIDTH; k++) {
      const [enter, forget] = [gates[k]!, gates[WIDTH + k]!];
      const [leave, candidate] = [gates[2 * WIDTH + k]!, gates[3 * WIDTH + k]!];
      const squashed = Math.tanh(cell[k]!);
      const inside = flow.cell[k]! + flow.state[k]! * leave * (1 - squashed * squashed);
      sums[k] = inside * candidate * enter * (1 - enter);
      sums[WIDTH + k] = inside * cellBefore[k]! * forget * (1 - forget);
      sums[2 * WIDTH + k] = flow.state[k]! * squashed * leave * (1 - leave);
      sums[3 * WIDTH + k] = inside * enter * (1 - candidate * candidate);
      flow.cell[k] = inside * forget;
    }
    flow.state.fill(0);
    for (let g = 0, at = this.#recurrent; g < GATES; g++) {
      const sum = sums[g]!;
      for (let k = 0; k < WIDTH; k++, at++) {
        into[at]! += sum * weights[embedding + k]!;
        into[embedding + k]! += sum * weights[at]!;
      }
      for (let k = 0; k < WIDTH; k++, at++) {
        into[at]! += sum * stateBefore[k]!;
        flow.state[k]! += sum * weights[at]!;
      }
      into[at++]! += sum;
    }
  }
}

const logOf = (steps: readonly Step[], choices: readonly number[]) =>
  steps.reduce((sum, { probabilities }, i) => sum + Math.log(probabilities[choices[i]!]!), 0);

/** An index, as likely as its probability. */
function drawn(probabilities: Float64Array, random: RandomStream): number {
  let left = random.uniform() - probabilities[0]!;
  let index = 0;
  while (left >= 0 && index < probabilities.length - 1) left -= probabilities[++index]!;
  return index;
}
