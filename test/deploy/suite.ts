import { afterAll, beforeAll, describe } from 'vitest';
import { ACCOUNT, type Account, openAccount, REGION } from './account.ts';
import { installMinistack } from './emulator/install.ts';

/**
 * Tests on one account, which is bootstrapped for CDK and else empty; they build on one another. Without ministack they
 * skip, and their title says why.
 */
export async function describeAccount(name: string, tests: (account: () => Account) => void): Promise<void> {
  const ministack = await installMinistack();
  if ('missing' in ministack) {
    console.warn(`skipped: ${name}. ${ministack.missing}`);
    describe.skip(`${name} (${ministack.missing})`, () => tests(() => undefined as never));
    return;
  }
  describe(name, () => {
    let account: Account;
    beforeAll(async () => {
      account = await openAccount(ministack.python);
      const { code, stderr } = await account.cdk(['bootstrap', `aws://${ACCOUNT}/${REGION}`], account.folder);
      if (code !== 0) throw new Error(`cdk bootstrap ended with ${code}: ${stderr}`);
    });
    afterAll(() => account?.close());
    tests(() => account);
  });
}

/** Deploys the app as `npx cdk deploy` does, and gives what that said. @throws Error with it when it fails */
export async function deploy({ cdk, assembly }: Account, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cdk(['deploy', '--require-approval', 'never', '--output', assembly, ...args]);
  if (code !== 0) throw new Error(`cdk deploy ended with ${code}: ${stderr}\n${stdout}`);
  return stderr + stdout;
}

/** Destroys what was deployed last, as `npx cdk destroy` does. @throws Error with what that said when it fails */
export async function destroy({ cdk, assembly }: Account): Promise<void> {
  const { code, stdout, stderr } = await cdk(['destroy', '--force', '--app', assembly]);
  if (code !== 0) throw new Error(`cdk destroy ended with ${code}: ${stderr}\n${stdout}`);
}
