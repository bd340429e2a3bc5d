import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFolder, cacheFolder, TENSORFLOW_VERSION } from '../../../lib/engine/tensorflow/setup/cache.ts';
import { clearDecision, readDecision, writeDecision } from '../../../lib/engine/tensorflow/setup/decision.ts';
import { temporaryFolder } from './folder.ts';

describe('a decision', () => {
  it('is read as it was written, the last one', () => {
    const cache = join(temporaryFolder(), 'not', 'yet');
    writeDecision({ fallback: 'stock', reason: 'first' }, cache);
    writeDecision({ fallback: 'wasm', reason: 'second' }, cache);
    expect(readDecision(cache)).toEqual({ version: TENSORFLOW_VERSION, fallback: 'wasm', reason: 'second' });
    expect(readdirSync(cache)).toEqual(['tensorflow-decision.json']);
  });

  it('is none where there is no file, or one that is not readable', () => {
    const cache = temporaryFolder();
    expect(readDecision(cache)).toBeUndefined();
    writeFileSync(join(cache, 'tensorflow-decision.json'), '{"version":');
    expect(readDecision(cache)).toBeUndefined();
  });

  it('can be cleared, also where there is none', () => {
    const cache = temporaryFolder();
    clearDecision(cache);
    writeDecision({ fallback: 'wasm', reason: 'why' }, cache);
    clearDecision(cache);
    expect(readDecision(cache)).toBeUndefined();
  });
});

describe('the cache folder', () => {
  it('is what SPOTNAS_CACHE says, else in the cache folder of the user', () => {
    expect(cacheFolder({ SPOTNAS_CACHE: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a');
    expect(cacheFolder({ SPOTNAS_CACHE: '', XDG_CACHE_HOME: '/b' })).toBe('/b/spotnas');
    expect(cacheFolder({})).toMatch(/^\/.*\/\.cache\/spotnas$/);
  });

  it('keeps builds of different versions, devices and machines apart', () => {
    expect(buildFolder('cuda', '/a', 'x64')).toBe(`/a/tensorflow-${TENSORFLOW_VERSION}-cuda-x64`);
    expect(buildFolder('cpu', '/a', 'arm64')).toBe(`/a/tensorflow-${TENSORFLOW_VERSION}-cpu-arm64`);
  });
});
