import { describe, expect, it } from 'vitest';
import { prepare } from '../../containers/trainer/prepare.ts';
import { readManifest } from '../../lib/data/manifest.ts';
import { readPrepareFailure } from '../../lib/pipeline/prepare-failure.ts';
import { npyOf } from '../data/numpy.ts';
import { catsAndDogs, fileOf, folderOf, picture, pictures } from '../data/world.ts';
import { fakeEngine } from '../hardware/fake-engine.ts';
import { SEARCH, scene } from './container.ts';

/** Prepares a search of a data source; gives what was said and what went wrong. */
async function prepared(data: object) {
  const { ports } = await scene(0, { data });
  const said: string[] = [];
  const error = await prepare(ports, fakeEngine(), SEARCH, (line) => void said.push(line)).then(
    () => undefined,
    (reason: Error) => reason.message,
  );
  return { ports, said, error };
}

describe('prepare', () => {
  it('says what there is and what a person should know of it', async () => {
    const files = {
      ...(await pictures(9, 'train/cat', 0, [8, 8])),
      ...(await pictures(9, 'train/dog', 20, [8, 8])),
      'test/cat/again.png': await picture(3, [8, 8]),
    };
    const { ports, said } = await prepared({ source: 'images', path: folderOf(files), allowLeaks: true });
    const { digest } = (await readManifest(ports.artefacts, SEARCH))!;
    expect(said[0]).toBe(`data: 16 training, 2 validation and 1 test examples, digest ${digest}`);
    expect(said[1]).toBe('data: 1 examples are in two splits: scores look better than they are');
    expect(said[2]).toMatch(/^device: /);
  });

  it('leaves behind what is wrong with the data', async () => {
    const { ports, error } = await prepared({
      source: 'images',
      path: folderOf({ ...(await catsAndDogs()), 'cat/x.jpg': 'no picture' }),
    });
    expect(error).toMatch(/^data\.path: .*\/cat\/x\.jpg: got a file that begins with "no pictu"; allowed: an image/);
    expect(await readPrepareFailure(ports, SEARCH)).toEqual({ error: 'DataError', cause: error });
    expect(await readManifest(ports.artefacts, SEARCH)).toBeUndefined();
  });

  it('leaves behind that the data is none for the space', async () => {
    const numbers = Buffer.from(Float32Array.from({ length: 80 }, (_, i) => i).buffer);
    const { ports, error } = await prepared({
      source: 'npy',
      x: fileOf('x.npy', npyOf('<f4', [40, 2], numbers)),
      y: fileOf('y.npy', npyOf('|u1', [40], Buffer.from(Array.from({ length: 40 }, (_, i) => i % 2)))),
    });
    expect(error).toMatch(/space nasbench201 takes images .*; the data has shape \[2\]/);
    expect(await readPrepareFailure(ports, SEARCH)).toEqual({ error: 'DataError', cause: error });
  });
});
