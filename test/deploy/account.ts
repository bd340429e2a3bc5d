import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../cloud/synth.ts';
import { Docker } from './docker.ts';
import { startEmulator } from './emulator/start.ts';

export const ACCOUNT = '111111111111';
export const REGION = 'eu-west-1';
const KEYS = { accessKeyId: ACCOUNT, secretAccessKey: 'emulator' };

/** What a command of the command line said. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty AWS account on this computer. */
export interface Account {
  readonly docker: Docker;
  /** Of this account alone; gone when it is closed. */
  readonly folder: string;
  /** Where `cdk` leaves what it synthesises. */
  readonly assembly: string;
  /** For clients of the AWS SDK. */
  readonly client: object;
  /** In the project, or in a folder where there is no app. */
  cdk(args: readonly string[], cwd?: string): Promise<Said>;
  spotnas(...args: string[]): Promise<Said>;
  /** From now on jobs find machines to run on; until then they wait. */
  bringMachines(): void;
  /** What the trainers have said, for whoever looks for a fault. */
  trainerLogs(): string;
  close(): void;
}

/** @param python the Python that has ministack */
export async function openAccount(python: string): Promise<Account> {
  const folder = mkdtempSync(join(tmpdir(), 'spotnas-deploy-'));
  provideSdk(folder);
  const emulator = await startEmulator(python, folder);
  const docker = new Docker(folder);
  const assembly = join(folder, 'cdk.out');
  const env = {
    // Nothing of the user's own settings of AWS or CDK.
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: folder,
    TMPDIR: folder,
    CDK_HOME: folder,
    CDK_DOCKER: docker.command,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    // test/cloud/validation.test.ts does it, and it takes as long as all the rest.
    CDK_VALIDATION: 'false',
    AWS_ENDPOINT_URL: emulator.endpoint,
    // The command line of CDK takes the one, Node the other.
    AWS_CA_BUNDLE: emulator.certificate,
    NODE_EXTRA_CA_CERTS: emulator.certificate,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    CI: 'true',
  };
  const httpsAgent = new Agent({ ca: readFileSync(emulator.certificate) });
  return {
    docker,
    folder,
    assembly,
    client: { endpoint: emulator.endpoint, region: REGION, credentials: KEYS, requestHandler: { httpsAgent } },
    cdk: (args, cwd) => say(join(projectRoot, 'node_modules', '.bin', 'cdk'), [...args, '--no-notices'], { env, cwd }),
    spotnas: (...args) => say(process.execPath, [join(projectRoot, 'bin', 'spotnas.ts'), ...args], { env }),
    trainerLogs: () =>
      globSync(join(folder, '*.log'))
        .map((log) => readFileSync(log, 'utf8'))
        .join('\n'),
    bringMachines: () => writeFileSync(join(folder, 'machines'), ''),
    close() {
      httpsAgent.destroy();
      emulator.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Lambda brings the AWS SDK along; the bundles leave it out. */
function provideSdk(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const scope of ['@aws-sdk', '@smithy', '@aws']) {
    symlinkSync(join(projectRoot, 'node_modules', scope), join(modules, scope));
  }
}

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string | undefined;
}

function say(command: string, args: readonly string[], { env, cwd = projectRoot }: Surroundings): Promise<Said> {
  const { promise, resolve, reject } = Promise.withResolvers<Said>();
  execFile(command, args, { env, cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
    if (error && typeof error.code !== 'number') reject(error);
    else resolve({ code: Number(error?.code ?? 0), stdout, stderr });
  });
  return promise;
}
