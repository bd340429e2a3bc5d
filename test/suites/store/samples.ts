import type { Charge } from '../../../lib/trial/charge.ts';
import type { Trial, TrialResult } from '../../../lib/trial/trial.ts';
import { recipeOf } from '../../trial/recipe.ts';

export const recipe = recipeOf();

/** A proposed trial of search `s`; a test changes the part it is about. */
export const trialOf = (number: number, changes: Partial<Trial> = {}): Trial => ({
  searchId: 's',
  number,
  kind: 'search',
  generation: 1,
  round: 1,
  architecture: { cell: ['conv', null, 3], nested: { é: true } },
  architectureId: `architecture-${number}`,
  key: `key-${number}`,
  recipe,
  seed: 7,
  state: 'proposed',
  ...changes,
});

export const resultOf = (accuracy: number): TrialResult => ({
  metrics: { accuracy, loss: 1 - accuracy },
  curve: [accuracy / 2, accuracy],
  weightsHash: `weights-${accuracy}`,
});

/** What an attempt pays; a test changes the part it is about. */
export const chargeOf = (attempt: string, usd: number, changes: Partial<Charge> = {}): Charge => ({
  attempt,
  work: '1,2,3',
  machine: {
    instance: 'i-0123456789abcdef0',
    type: 'g5.xlarge',
    zone: 'us-east-1a',
    purchase: 'spot',
    usdPerHour: 0.4203,
    priceSource: 'spot-price-history',
  },
  since: '2026-11-01T00:00:00.000Z',
  seconds: 600,
  usd,
  state: 'running',
  ...changes,
});
