import { describe, expect, it } from 'vitest';
import * as keys from '../../lib/trial/keys.ts';
import type { Recipe } from '../../lib/trial/recipe.ts';

const recipe: Recipe = {
  epochs: 12,
  batchSize: 64,
  optimiser: 'sgd',
  learningRate: 0.1,
  schedule: 'cosine',
  warmup: 0.05,
  momentum: 0.9,
  weightDecay: 0.0005,
  labelSmoothing: 0,
  trainExamples: 0,
};
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
  schedule: 'constant',
  warmup: 0.06,
  momentum: 0.91,
  weightDecay: 0.0006,
  labelSmoothing: 0.1,
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
  it('is its address at revision 1', () => {
    expect(keys.trialKey(identity)).toBe('78866d68c56d3407825cd19dcc1f6f204efe1c3edcc6165ed8de9f12319b60ab');
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
    expect(all).toHaveLength(1 + 5 + 10);
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
      'devices/this-machine/5dc7c79ce5ac74dad37501403382a559538767543c1d9992551f1583c75ecf68.json',
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
