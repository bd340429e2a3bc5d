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
