import { parseSpecification } from '../spec/parse.ts';
import type { JsonObject } from '../trial/trial.ts';
import type { InitialiseInput } from './steps/initialise.ts';

/** What a person gives to StartExecution. */
export interface SearchInput {
  /** The specification; left out to resume `searchId`. */
  readonly spec?: JsonObject;
  /** Names the search; the execution's name when left out. */
  readonly searchId?: string;
  /** How many containers run side by side; 100 when left out. */
  readonly maxConcurrency?: number;
}

const MAX_CONCURRENCY = 100;

/** @throws SpecificationError with every fault of the specification, before anything is stored or spent. */
export function readSearchInput(input: SearchInput, execution: string): InitialiseInput {
  const searchId = input.searchId ?? execution;
  const maxConcurrency = input.maxConcurrency ?? MAX_CONCURRENCY;
  if (!Number.isInteger(maxConcurrency) || maxConcurrency < 1) {
    throw new RangeError(`maxConcurrency: got ${maxConcurrency}; allowed: a whole number from 1`);
  }
  if (!input.spec) return { searchId, maxConcurrency };
  return { searchId, maxConcurrency, spec: parseSpecification(JSON.stringify(input.spec), 'input.spec') };
}
