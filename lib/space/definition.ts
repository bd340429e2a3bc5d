import type { z } from 'zod';
import type { Space } from './space.ts';

/** A search space that a specification can name. */
export interface SpaceDefinition {
  readonly name: string;
  /** One line for a person who is choosing. */
  readonly summary: string;
  /** Every option has a default. */
  readonly options: z.ZodObject;
  /** @throws z.ZodError naming each option that does not fit. */
  create(options: unknown): Space;
}

/** Ties a space's options to the function that builds it. */
export function defineSpace<Options extends z.ZodObject>(definition: {
  readonly name: string;
  readonly summary: string;
  readonly options: Options;
  readonly create: (options: z.output<Options>) => Space;
}): SpaceDefinition {
  return { ...definition, create: (options) => definition.create(definition.options.parse(options)) };
}
