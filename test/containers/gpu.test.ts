import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { expectGpu, findGpus } from '../../containers/trainer/gpu.ts';

/** Puts a program called nvidia-smi, and nothing else, on the path. */
function nvidiaSmi(script?: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'spotnas-gpu-'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  if (script) writeFileSync(join(folder, 'nvidia-smi'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', folder);
}

describe('the GPU', () => {
  it('is what the driver tells', () => {
    nvidiaSmi('echo "Tesla T4, 550.163.01, 15360 MiB"');
    expect(findGpus()).toEqual(['Tesla T4, 550.163.01, 15360 MiB']);
    expect(() => expectGpu('2.21.0-cuda', findGpus())).not.toThrow();
  });

  it.each([
    ['lists none', 'exit 0'],
    ['cannot talk to its driver', 'echo "NVIDIA-SMI has failed"; exit 9'],
  ])('is missing where nvidia-smi %s', (_case, script) => {
    nvidiaSmi(script);
    expect(findGpus()).toEqual([]);
    expect(() => expectGpu('2.21.0-cuda', findGpus())).toThrow(
      'SPOTNAS_EXPECT_GPU is set, but there is no GPU to compute on: nvidia-smi finds none',
    );
  });

  it('is for TensorFlow to find where nvidia-smi is not', () => {
    nvidiaSmi();
    expect(findGpus()).toBeUndefined();
    expect(() => expectGpu('2.21.0-cuda', findGpus())).not.toThrow();
  });

  it('is of no use to a build for CPUs', () => {
    expect(() => expectGpu('2.21.0-cpu', ['Tesla T4, 550.163.01, 15360 MiB'])).toThrow(/TensorFlow is 2\.21\.0-cpu$/);
  });
});
