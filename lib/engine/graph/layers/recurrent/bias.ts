import type { GraphBuilder } from '../../builder.ts';
import { attr } from '../../proto.ts';
import { split } from '../../regions.ts';
import type { Shares } from './cell.ts';

const layout = { data_format: attr.text('NHWC') };

/** The bias of a recurrent layer: one for the input, or two, the other for the output before. */
export class Bias {
  readonly #graph: GraphBuilder;
  readonly #rows: readonly string[];

  /** @param value `[width]`, or `[2, width]` where there are two */
  constructor(graph: GraphBuilder, value: string, width: number, two: boolean) {
    this.#graph = graph;
    this.#rows = two ? split(graph, value, graph.int(0), 2).map((row) => graph.reshape(row, [width])) : [value];
  }

  /** The input's shares of the gates with their bias. */
  toInput(shares: string): string {
    return this.#add(shares, this.#rows[0]);
  }

  /** The shares of the output before with their bias, if they have one. */
  toRecurrent(shares: string, inside: (bias: string) => string): string {
    const row = this.#rows[1];
    return this.#add(shares, row && inside(row));
  }

  /** Gradient, given those of the shares of all steps, `[steps, width]`. */
  gradient({ input, recurrent }: Shares): string {
    const sums = [input, recurrent].slice(0, this.#rows.length).map((shares) => this.#sum(shares));
    return sums.length === 1
      ? sums[0]!
      : this.#graph.float('Pack', sums, { N: attr.int(sums.length), axis: attr.int(0) });
  }

  #add(shares: string, bias: string | undefined): string {
    return bias ? this.#graph.float('BiasAdd', [shares, bias], layout) : shares;
  }

  #sum(shares: string): string {
    return this.#graph.float('BiasAddGrad', [shares], layout);
  }
}
