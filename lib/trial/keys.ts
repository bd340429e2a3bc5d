import { hashJson } from './json.ts';
import type { Recipe } from './recipe.ts';
import type { JsonValue, TrialKind, TrialRef } from './trial.ts';

/** Raise it with a change of this project after which a training gives other results than before. */
const TRAINING_REVISION = 2;

/** All that a trial's result depends on. */
export interface TrialIdentity {
  /** Hash of the network: an architecture stands for another one in a space with other options. */
  readonly networkDigest: string;
  readonly dataDigest: string;
  readonly recipe: Recipe;
  readonly seed: number;
  /** Fingerprint of the engine that trains. */
  readonly trainer: string;
  /** A final trial leaves more behind than a search trial of the same recipe. */
  readonly kind: TrialKind;
}

/** The content address of a trial: equal keys have equal results. */
export const trialKey = (identity: TrialIdentity): string =>
  hashJson({ ...identity, revision: TRAINING_REVISION } as unknown as JsonValue);

/** Raise it with a change of what a profile is. */
const PROFILE_REVISION = 3;

/** Where the profile of a device is, measured with one space, problem and trainer. */
export function deviceProfileKey(measured: {
  readonly device: string;
  readonly space: JsonValue;
  readonly problem: { readonly input: readonly number[]; readonly classes: number };
  readonly trainer: string;
}): string {
  const { device, ...rest } = measured;
  return `devices/${device}/${hashJson({ ...rest, revision: PROFILE_REVISION } as JsonValue)}.json`;
}

/** What somebody asks to be measured on an instance type, and the times that come back. */
export const profileRequestKey = (request: string): string => `profiles/${request}/request.json`;
export const profileTimesKey = (request: string): string => `profiles/${request}/times.json`;

/** Folder of a trial's artefacts, without a trailing slash. */
export const trialPrefix = ({ searchId, number }: TrialRef): string =>
  `searches/${searchId}/trials/${String(number).padStart(5, '0')}`;

export const checkpointKey = (ref: TrialRef): string => `${trialPrefix(ref)}/checkpoint`;
export const weightsKey = (ref: TrialRef): string => `${trialPrefix(ref)}/weights`;
export const modelPrefix = (ref: TrialRef): string => `${trialPrefix(ref)}/model`;

/** Why the data set of a search could not be prepared. */
export const prepareFailureKey = (searchId: string): string => `searches/${searchId}/prepare-failure.json`;
/** What the search's finalists took when they were measured: on the machine that trains, or on a device of the catalogue. */
export const measurementKey = (searchId: string, device?: string): string =>
  `searches/${searchId}/measurement${device === undefined ? '' : `-${device}`}.json`;
export const reportKey = (searchId: string): string => `searches/${searchId}/report.html`;
export const bestPrefix = (searchId: string): string => `searches/${searchId}/best`;
export const bestModelKey = (searchId: string): string => `${bestPrefix(searchId)}/model.json`;
