import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { badSpecifications } from '../spec/bad-specifications.ts';
import { folderWith, SPEC, spotnas } from './harness.ts';

const IDX = SPEC.replace('data: mnist', 'data: { source: idx, images: images.idx, labels: labels.idx }');

describe('spotnas validate', () => {
  it('prints every default', async () => {
    const path = join(folderWith({ 'a.yaml': SPEC }), 'a.yaml');
    const asYaml = await spotnas(['validate', path]);
    const asJson = await spotnas(['validate', path, '--json']);
    expect(asYaml).toMatchObject({ code: 0, stderr: `${path} is valid\n` });
    expect(parse(asYaml.stdout)).toMatchObject({ seed: 0, generation: 4, recipe: { batchSize: 32 } });
    expect(JSON.parse(asJson.stdout)).toEqual(parse(asYaml.stdout));
  });

  it.each(badSpecifications)('$fault: exit code 2 and names the field', async ({ text, path }) => {
    const file = join(folderWith({ 'bad.yaml': text }), 'bad.yaml');
    const { code, stdout, stderr } = await spotnas(['validate', file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${file} is not a valid specification`);
    expect(stderr).toContain(path);
  });

  it('finds data files next to the specification', async () => {
    const folder = folderWith({ 'a.yaml': IDX, 'images.idx': '', 'labels.idx': '' });
    const { code, stdout } = await spotnas(['validate', join(folder, 'a.yaml'), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).data).toMatchObject({
      images: join(folder, 'images.idx'),
      labels: join(folder, 'labels.idx'),
    });
  });

  it('names data files that are missing, among the other faults', async () => {
    const folder = folderWith({ 'a.yaml': `${IDX}seed: -1\n`, 'images.idx': '' });
    const { code, stderr } = await spotnas(['validate', join(folder, 'a.yaml')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/data\.labels \(line 3\): got "labels\.idx"; allowed: what exists/);
    expect(stderr).toContain('seed (line 7): got -1');
    expect(stderr).not.toContain('data.images');
  });

  describe('of a space in TypeScript', () => {
    const MODULE = SPEC.replace('space: nasbench201', 'space: { name: module, file: mine.ts }');
    const SPACE = `import { width } from './widths.ts';
      export default {
        decisions: { width },
        network: ({ choices, outputs, net }: any) =>
          net.finish(net.add('dense', { op: 'dense', units: outputs, bias: true }, net.add('pool', { op: 'globalAvgPool' },
            net.add('conv', { op: 'conv2d', filters: choices.width, kernel: 1, stride: 1, bias: true }, 'input')))),
      };`;
    const validate = (files: Readonly<Record<string, string>>) =>
      spotnas(['validate', join(folderWith({ 'a.yaml': MODULE, ...files }), 'a.yaml'), '--json']);

    it('has the module, and what it imports, in it', async () => {
      const { code, stdout } = await validate({
        'mine.ts': SPACE,
        'widths.ts': 'export const width: number[] = [4, 8];',
      });
      expect(code).toBe(0);
      const { space } = JSON.parse(stdout);
      expect(space).toMatchObject({ name: 'module', file: 'mine.ts', source: expect.stringContaining('[4,8]') });
      expect(await validate({ 'a.yaml': stdout })).toMatchObject({ code: 0, stdout });
    });

    it.each<[string, Record<string, string>, string]>([
      ['that is not there', {}, 'space.file: got "mine.ts"; allowed: a file (there is nothing at '],
      [
        'with a syntax error',
        { 'mine.ts': 'export default {' },
        'mine.ts:1:17: Expected identifier but found end of file',
      ],
      ['that imports what is not there', { 'mine.ts': SPACE }, 'Could not resolve "./widths.ts"'],
      ['that reaches for Node', { 'mine.ts': "import 'node:fs'; export default {}" }, 'Could not resolve "node:fs"'],
      ['that is no space', { 'mine.ts': 'export default {}' }, 'space.file (line 4): got "mine.ts"; decisions: '],
    ])('%s: exit code 2', async (_, files, message) => {
      const { code, stderr } = await validate(files);
      expect(code).toBe(2);
      expect(stderr).toContain(message);
    });
  });

  it.each(['mnist.yaml', 'none.yaml'])('as a process: exit code 2 and nothing on stdout (%s)', (name) => {
    const folder = folderWith({ 'mnist.yaml': SPEC.replace('mnist', 'minst') });
    const program = resolve(import.meta.dirname, '../../bin/spotnas.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'validate', join(folder, name)], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/did you mean mnist\?|allowed: a file that can be read/);
  });
});
