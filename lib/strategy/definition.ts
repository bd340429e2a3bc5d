import type { z } from 'zod';
import type { Space } from '../space/space.ts';
import type { Strategy, StrategyContext } from './strategy.ts';

/** A strategy that a specification can name. */
export interface StrategyDefinition {
  readonly name: string;
  /** One line for a person who is choosing. */
  readonly summary: string;
  /** It heeds `costs` of observations; others know the score alone. */
  readonly severalObjectives: boolean;
  /** It trains some architectures for a share of the full training, by its option `fidelities`. */
  readonly severalFidelities: boolean;
  /** Every option has a default. */
  readonly options: z.ZodObject;
  /** @throws z.ZodError naming each option that does not fit. */
  create(context: StrategyContext): Strategy;
}

/** Ties a strategy's options to the function that builds it. */
export function defineStrategy<Options extends z.ZodObject>(definition: {
  readonly name: string;
  readonly summary: string;
  readonly severalObjectives?: true;
  readonly severalFidelities?: true;
  readonly options: Options;
  readonly create: (context: { space: Space; seed: number }, options: z.output<Options>) => Strategy;
}): StrategyDefinition {
  return {
    severalObjectives: false,
    severalFidelities: false,
    ...definition,
    create: ({ options, ...context }) => definition.create(context, definition.options.parse(options)),
  };
}
