import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cudaRequirements, tensorflowWheel } from '../../../lib/engine/tensorflow/setup/requirements.ts';

describe("TensorFlow's wheel", () => {
  it.each([
    ['cpu', 'x64', 'x86_64', 'tensorflow-cpu.txt'],
    ['cpu', 'arm64', 'aarch64', 'tensorflow-cpu.txt'],
    ['cuda', 'x64', 'x86_64', 'tensorflow-cuda.txt'],
  ] as const)('for %s on linux %s is for %s, pinned in %s', (device, arch, machine, file) => {
    const wheel = tensorflowWheel(device, 'linux', arch);
    expect(wheel.platform).toBe(`manylinux_2_27_${machine}`);
    expect(wheel.requirements.endsWith(`/containers/trainer/requirements/${file}`)).toBe(true);
    expect(readFileSync(wheel.requirements, 'utf8')).toContain(`platform_machine == "${machine}"`);
    expect(wheel.diskMegabytes).toBeGreaterThan(wheel.megabytes);
  });

  it.each([
    ['cuda', 'linux', 'arm64'],
    ['cpu', 'linux', 'ia32'],
    ['cpu', 'darwin', 'arm64'],
    ['cpu', 'win32', 'x64'],
  ] as const)('for %s on %s %s does not exist, and the message says where it does', (device, platform, arch) => {
    const available = 'linux x64 (cpu, cuda) and linux arm64 (cpu)';
    expect(() => tensorflowWheel(device, platform, arch)).toThrow(
      new Error(`there is no TensorFlow for ${platform} ${arch} (${device}); there is one for ${available}`),
    );
  });
});

describe("CUDA's libraries", () => {
  it('are all that TensorFlow looks for beside itself', () => {
    const names = [...readFileSync(cudaRequirements, 'utf8').matchAll(/^nvidia-(.*)-cu12==/gm)].map(([, name]) => name);
    // Of the RUNPATHs `$ORIGIN/../nvidia/<name>/lib` of the 2.21.0 wheel, all but nvshmem, which joins several machines;
    // then what these libraries need: nvrtc (cuDNN) and nvJitLink (cuSOLVER, cuSPARSE); then ptxas and libdevice.
    const loaded = 'cublas cuda-cupti cuda-runtime cudnn cufft cusolver cusparse nccl'.split(' ');
    expect(names.toSorted()).toEqual([...loaded, 'cuda-nvrtc', 'nvjitlink', 'cuda-nvcc'].toSorted());
  });
});
