import { describe, expect, it } from 'vitest';
import { NO_AUGMENTATION } from '../../lib/trial/augmentation.ts';
import * as keys from '../../lib/trial/keys.ts';
import type { Recipe } from '../../lib/trial/recipe.ts';
import { recipeOf } from './recipe.ts';

const recipe = recipeOf();
const identity: keys.TrialIdentity = {
  networkDigest: 'a'.repeat(64),
  dataDigest: 'b'.repeat(64),
  recipe,
  seed: 7,
  trainer: 'graph/tensorflow-2.21.0-cpu',
  kind: 'search',
};

/** Another value for every field; the types leave none out. */
const otherRecipe: Required<Recipe> = {
  epochs: 13,
  batchSize: 65,
  optimiser: 'adamw',
  learningRate: 0.1000001,
  schedule: 'step',
  warmup: 0.06,
  momentum: 0.91,
  nesterov: false,
  weightDecay: 0.0006,
  clipNorm: 1,
  labelSmoothing: 0.1,
  ema: 0.99,
  batchNormMomentum: 0.99,
  dropout: 0.1,
  tokenDropout: 0.1,
  dropPath: 0.1,
  auxiliary: 0.5,
  precision: 'bfloat16',
  augmentation: { ...NO_AUGMENTATION, flip: true },
  distillation: { teacher: 'digits-1', weight: 0.5, temperature: 4 },
  trainExamples: 1,
};
const other: Required<Omit<keys.TrialIdentity, 'recipe'>> = {
  networkDigest: 'b'.repeat(64),
  dataDigest: 'a'.repeat(64),
  seed: 8,
  trainer: 'graph/tensorflow-2.21.0-cuda',
  kind: 'final',
};

describe('the key of a trial', () => {
  /** Found in stores: it changes with the revision of training only. Computed with Python's json and hashlib. */
  it('is its address at revision 2', () => {
    expect(keys.trialKey(identity)).toBe('416a3a377796e2edbc6904ec63eebae1e93b1030446e7fb9b5d5f74d340640e4');
  });

  it('does not depend on the order in which fields were written', () => {
    const backwards = Object.fromEntries(Object.entries(identity).reverse()) as unknown as keys.TrialIdentity;
    expect(keys.trialKey(backwards)).toBe(keys.trialKey(identity));
  });

  it('is another one for every field that differs', () => {
    const changed: keys.TrialIdentity[] = [
      ...Object.entries(other).map(([field, value]) => ({ ...identity, [field]: value })),
      ...Object.entries(otherRecipe).map(([field, value]) => ({ ...identity, recipe: { ...recipe, [field]: value } })),
    ];
    const all = [identity, ...changed].map(keys.trialKey);
    expect(all).toHaveLength(1 + 5 + 21);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the key of a device profile', () => {
  const measured = {
    device: 'this-machine',
    space: { name: 'nasbench201', channels: 16 },
    problem: { input: [28, 28, 1], classes: 10 },
    trainer: 'graph/tensorflow-2.21.0-cpu',
  };

  it('names the device, and is its address for good', () => {
    expect(keys.deviceProfileKey(measured)).toBe(
      'devices/this-machine/50f153d45d0e22e1ec730c0cdbf96564872156b3f8cf7b2bace251e6c9fcfb4d.json',
    );
  });

  it('is another one for every field that differs', () => {
    const all = [
      measured,
      { ...measured, device: 'another' },
      { ...measured, space: { name: 'nasbench201', channels: 8 } },
      { ...measured, problem: { input: [28, 28, 3], classes: 10 } },
      { ...measured, problem: { input: [28, 28, 1], classes: 11 } },
      { ...measured, trainer: 'layers/wasm-4.22.0' },
    ].map(keys.deviceProfileKey);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the artefacts of a search', () => {
  const ref = { searchId: 'digits-1', number: 42 };

  it('lie where they always lay', () => {
    expect([keys.checkpointKey(ref), keys.weightsKey(ref), keys.modelPrefix(ref)]).toEqual([
      'searches/digits-1/trials/00042/checkpoint',
      'searches/digits-1/trials/00042/weights',
      'searches/digits-1/trials/00042/model',
    ]);
    expect([keys.reportKey('digits-1'), keys.bestModelKey('digits-1')]).toEqual([
      'searches/digits-1/report.html',
      'searches/digits-1/best/model.json',
    ]);
  });

  it('sort as their trials are numbered', () => {
    const prefixes = [1, 2, 10, 99_999].map((number) => keys.trialPrefix({ ...ref, number }));
    expect(prefixes.toSorted()).toEqual(prefixes);
  });
});
