import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AddonManifest, addonPath, MANIFEST_FILE, readManifest } from '../../../lib/engine/tensorflow/addon.ts';
import { detectBackend, requestedBackend, WASM_VERSION } from '../../../lib/engine/tensorflow/detect.ts';
import { requireGpu } from '../../../lib/engine/tensorflow/gpu.ts';
import { writeDecision } from '../../../lib/engine/tensorflow/setup/decision.ts';
import { requestedDevice } from '../../../lib/engine/tensorflow/setup/device.ts';
import { linkAddon } from '../../../lib/engine/tensorflow/setup/link.ts';
import { temporaryFolder } from './folder.ts';

/** A link to an addon that setup made, as it is in node_modules; without a manifest, one that setup did not see load. */
function addonIn(folder: string, manifest?: AddonManifest): string {
  const build = join(folder, 'build');
  mkdirSync(build);
  writeFileSync(join(build, 'tfjs_binding.node'), '');
  if (manifest) writeFileSync(join(build, MANIFEST_FILE), JSON.stringify(manifest));
  const link = addonPath(join(folder, 'package'));
  linkAddon(build, link);
  return link;
}

describe('what is asked for', () => {
  it.each([
    ['SPOTNAS_BACKEND', requestedBackend, ['tensorflow', 'wasm']],
    ['SPOTNAS_DEVICE', requestedDevice, ['cpu', 'cuda']],
  ])('in %s is one of what is allowed, or nothing', (variable, requested, allowed) => {
    expect(allowed.map((value) => requested({ [variable]: value }))).toEqual(allowed);
    expect(requested({})).toBeUndefined();
    expect(requested({ [variable]: '' })).toBeUndefined();
    const message = `${variable} is 'GPU'; allowed: '${allowed[0]}', '${allowed[1]}', or unset`;
    expect(() => requested({ [variable]: 'GPU' })).toThrow(new Error(message));
  });
});

describe('the backend', () => {
  it.each([
    ['cpu', '2.21.0-cpu', 'TensorFlow 2.21.0 on CPU (native)'],
    ['cuda', '2.21.0-cuda', 'TensorFlow 2.21.0 on GPU (native)'],
  ] as const)('is TensorFlow where setup provided it (%s)', (device, version, reason) => {
    const addon = addonIn(temporaryFolder(), { version: '2.21.0', device });
    const expected = { backend: 'tensorflow', version, reason };
    expect(detectBackend({}, addon)).toEqual(expected);
    expect(detectBackend({ SPOTNAS_BACKEND: 'tensorflow' }, addon)).toEqual(expected);
  });

  it('is wasm where it is asked for', () => {
    const addon = addonIn(temporaryFolder(), { version: '2.21.0', device: 'cpu' });
    const expected = { backend: 'wasm', version: WASM_VERSION, reason: 'wasm: SPOTNAS_BACKEND=wasm' };
    expect(detectBackend({ SPOTNAS_BACKEND: 'wasm' }, addon)).toEqual(expected);
  });

  it('is wasm before setup, and says how to set up', () => {
    const folder = temporaryFolder();
    const { backend, reason } = detectBackend({ SPOTNAS_CACHE: folder }, join(folder, 'none.node'));
    expect({ backend, reason }).toEqual({
      backend: 'wasm',
      reason: 'wasm: TensorFlow could not be set up: it is not set up (npm run setup)',
    });
  });

  it('is wasm where setup gave up, with the reason it had, which a demand for TensorFlow is refused with', () => {
    const folder = temporaryFolder();
    writeDecision({ fallback: 'wasm', reason: 'no pip' }, folder);
    const addon = addonIn(folder);
    expect(detectBackend({ SPOTNAS_CACHE: folder }, addon)).toMatchObject({
      version: WASM_VERSION,
      reason: 'wasm: TensorFlow could not be set up: no pip',
    });
    expect(() => detectBackend({ SPOTNAS_CACHE: folder, SPOTNAS_BACKEND: 'tensorflow' }, addon)).toThrow(
      new Error('SPOTNAS_BACKEND=tensorflow, but TensorFlow cannot run: no pip'),
    );
  });
});

describe('a manifest', () => {
  it('is read where the link leads', () => {
    const manifest: AddonManifest = { version: '2.21.0', device: 'cpu' };
    expect(readManifest(addonIn(temporaryFolder(), manifest))).toEqual(manifest);
  });

  it('is none without an addon, behind a dangling link, and of an addon that setup did not make', () => {
    const folder = temporaryFolder();
    const dangling = join(folder, 'dangling.node');
    symlinkSync(join(folder, 'gone'), dangling);
    const without = [join(folder, 'none.node'), dangling, addonIn(folder)];
    expect(without.map((addon) => readManifest(addon))).toEqual([undefined, undefined, undefined]);
  });
});

describe('a GPU', () => {
  it('is required by a CUDA build only', () => {
    expect(() => requireGpu({ version: '2.21.0-cuda' }, { isUsingGpuDevice: true })).not.toThrow();
    expect(() => requireGpu({ version: '2.21.0-cpu' }, { isUsingGpuDevice: false })).not.toThrow();
    expect(() => requireGpu({ version: '2.21.0-cuda' }, { isUsingGpuDevice: false })).toThrow(
      /2\.21\.0-cuda finds no GPU; .*SPOTNAS_DEVICE=cpu/,
    );
  });
});
