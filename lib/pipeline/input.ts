import type { Compute } from '../spec/compute.ts';
import { parseSpecification } from '../spec/parse.ts';
import type { Choice } from '../spec/specification.ts';
import { isSearchId, SEARCH_ID_RULE } from '../trial/search-id.ts';
import type { JsonObject } from '../trial/trial.ts';
import type { JobTarget } from './state.ts';
import type { InitialiseInput } from './steps/initialise.ts';

/** What a person gives to StartExecution. */
export interface SearchInput {
  /** The specification; left out to resume `searchId`. */
  readonly spec?: JsonObject;
  /** Names the search; the execution's name when left out. */
  readonly searchId?: string;
  /** How many containers run side by side; 100 when left out. */
  readonly maxConcurrency?: number;
  /** What the search may cost in US dollars from now on, instead of what its specification says. */
  readonly usd?: number;
  /** Steps around the loop after which another execution takes over. */
  readonly continueAfter?: number;
}

/** What the state machine says of itself when it begins. */
export interface Beginning {
  readonly input: SearchInput;
  /** The execution's id, an ARN on AWS. */
  readonly execution: string;
  readonly name: string;
  readonly targets: JobTargets;
}

export type JobTargets = Readonly<Record<Compute['device'], Omit<JobTarget, 'onDemand'>>>;

const MAX_CONCURRENCY = 100;

/**
 * A pass enters at most 13 events into an execution's history (docs/cost.md), four times as many if every invocation of it
 * is retried five times: 250 passes are far from the 25,000 at which a history ends.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const CONTINUE_AFTER = 250;

/** A new execution spends two passes on finding out where the search stands. */
const LEAST_PASSES = 3;

/** What a deployment allows. */
export interface Permissions {
  /** Spaces that are modules: who may start a search then runs code with what its Lambdas and trainers may do. */
  readonly spaceModules: boolean;
}

/** @throws SpecificationError with every fault of the specification, RangeError, before anything is stored or spent. */
export function readSearchInput(
  { input, execution, name, targets }: Beginning,
  { spaceModules }: Permissions,
): InitialiseInput {
  const { searchId = name, usd } = input;
  if (!isSearchId(searchId)) {
    const field = input.searchId === undefined ? "searchId, or the execution's name" : 'searchId';
    throw new RangeError(`${field}: got ${JSON.stringify(searchId)}; allowed: ${SEARCH_ID_RULE}`);
  }
  if (!spaceModules && isSpaceModule(input.spec)) {
    throw new RangeError(
      'space: got module; allowed on this stack: the other spaces (deployed with -c spaceModules=true, it runs modules)',
    );
  }
  if (usd !== undefined && !(Number.isFinite(usd) && usd > 0)) {
    throw new RangeError(`usd: got ${JSON.stringify(usd)}; allowed: a number above 0`);
  }
  return {
    searchId,
    execution,
    targets,
    maxConcurrency: wholeNumber('maxConcurrency', input.maxConcurrency ?? MAX_CONCURRENCY),
    continueAfter: wholeNumber('continueAfter', input.continueAfter ?? CONTINUE_AFTER, LEAST_PASSES),
    ...(usd !== undefined && { usd }),
    ...(input.spec && { spec: parseSpecification(JSON.stringify(input.spec), 'input.spec') }),
  };
}

/** Known before the specification is read: reading it runs the module. */
function isSpaceModule(spec: JsonObject | undefined): boolean {
  const space = spec?.space as Partial<Choice> | string | undefined;
  return (typeof space === 'string' ? space : space?.name) === 'module';
}

function wholeNumber(field: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`${field}: got ${JSON.stringify(value)}; allowed: a whole number from ${least}`);
}
