import type { DataManifest } from '../data/manifest.ts';
import { specificationOf } from '../spec/stored.ts';
import type { SearchRecord } from '../store/ports.ts';
import type { Recipe } from '../trial/recipe.ts';
import type { Trial, TrialKind } from '../trial/trial.ts';
import type { SearchContext } from './context.ts';
import { SearchError } from './errors.ts';
import { isFinished } from './generation.ts';
import type { Ports } from './ports.ts';

/** What a search may cost in US dollars; undefined when nobody set a limit. */
export const budgetOf = (search: SearchRecord): number | undefined => search.usd ?? specificationOf(search).budget.usd;

/**
 * The total in US dollars that payments for a kind of work may not lead past. A search must not spend on candidates what
 * it takes to retrain the best: the finalists' share of all examples to be trained on is kept for them.
 * @param manifest left out before the data set is known; nothing is kept back then
 */
export function capOf(
  search: SearchRecord,
  kind: TrialKind | 'prepare',
  manifest?: Pick<DataManifest, 'counts'>,
): number | undefined {
  const usd = budgetOf(search);
  if (usd === undefined || kind !== 'search' || !manifest) return usd;
  const { recipe, budget, finalists } = specificationOf(search);
  const all = manifest.counts.train;
  const searched = budget.trials * work(recipe, all);
  const retrained = finalists.count * finalists.seeds * finalists.epochs * all;
  return (usd * searched) / (searched + retrained);
}

/** Examples that a trial trains on, all epochs together: what its cost is about proportional to. */
const work = ({ epochs, trainExamples }: Recipe, all: number) => epochs * (trainExamples || all);

/**
 * Whether `count` more search trials fit into the budget, going by what trials have cost so far. Before anything was paid
 * or trained nobody knows; the trainers' own payments keep to the cap in any case.
 */
export async function affords(ports: Ports, context: SearchContext, count: number): Promise<boolean> {
  const { search, spec, manifest } = context;
  const cap = capOf(search, 'search', manifest);
  if (cap === undefined) return true;
  const spent = await ports.ledger.spent(search.id);
  const trials = await ports.trials.list(search.id);
  const all = manifest.counts.train;
  const trained = trials.filter(isPaid).reduce((sum, { recipe }) => sum + work(recipe, all), 0);
  const next = trained === 0 ? 0 : (spent / trained) * count * work(spec.recipe, all);
  return spent === 0 || (spent < cap && spent + next <= cap);
}

/** Trained by this search; a result that another search left costs nothing. */
export const isPaid = (trial: Trial) => isFinished(trial) && trial.attempt !== KNOWN_RESULT;

/** Attempt of the trials whose result was known before. */
export const KNOWN_RESULT = 'known-result';

/** Whether an attempt of this search was refused a payment under the budget as it is now. */
export async function wasRefused(ports: Ports, search: SearchRecord, cap: number | undefined): Promise<boolean> {
  if (cap === undefined) return false;
  const charges = await ports.ledger.charges(search.id);
  return charges.some(({ state, cap: refused = 0 }) => state === 'refused' && refused >= cap);
}

/** What a search fails with whose money was used up before it had anything to show. */
export async function budgetReached({ ledger }: Ports, search: SearchRecord): Promise<SearchError> {
  const spent = (await ledger.spent(search.id)).toFixed(2);
  return new SearchError(
    'BudgetReached',
    `search ${search.id}: ${spent} of ${budgetOf(search)} USD are spent and no finalist is trained; ` +
      'nothing is lost: resume it with a higher usd',
  );
}
