import { describe } from 'vitest';
import { type Synthesis, synthesise } from '../cloud/synth.ts';
import { type Deployment, type DeployOptions, deploy } from './deployment.ts';
import { installMoto } from './moto/install.ts';

/** Deploys the stack anew. */
export type Deployed = (options?: Omit<DeployOptions, 'python'>) => Promise<Deployment>;

/** Tests of the synthesised stack, each on a deployment of its own; without moto they skip, and their title says why. */
export async function describeStack(name: string, tests: (deployed: Deployed) => void): Promise<void> {
  const moto = await installMoto();
  if ('missing' in moto) {
    console.warn(`skipped: ${name}. ${moto.missing}`);
    describe.skip(`${name} (${moto.missing})`, () => tests(() => Promise.reject(new Error(moto.missing))));
    return;
  }
  describe(name, { timeout: 180_000 }, () => {
    const synthesis: Synthesis = synthesise({ bundled: true });
    tests((options) => deploy(synthesis, { ...options, python: moto.python }));
  });
}
