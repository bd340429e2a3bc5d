import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRemote, PATHS } from '../address.ts';
import { DataError } from '../errors.ts';
import { isInS3 } from '../s3-address.ts';
import { download } from './download.ts';
import type { LocalFile } from './local.ts';
import { openAddress } from './web.ts';

/** The files of a data source while it is read. What is not on this computer is fetched, once. */
export class Files implements AsyncDisposable {
  readonly #fetched = new Map<string, Promise<string>>();
  #folder: Promise<string> | undefined;
  #count = 0;

  /**
   * @param field of the specification, for messages
   * @throws DataError when it cannot be fetched
   */
  async open(field: string, name: string): Promise<LocalFile> {
    if (!isRemote(name)) return { field, name, path: name };
    const fetching = this.#fetched.get(name) ?? this.#fetch(field, name);
    this.#fetched.set(name, fetching);
    return { field, name, path: await fetching };
  }

  async #fetch(field: string, name: string): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'spotnas-fetched-'));
    const number = this.#count++;
    const path = join(await this.#folder, String(number));
    try {
      // Whoever has files needs no AWS SDK.
      const open = isInS3(name) ? (await import('./s3.ts')).openObject : openAddress;
      await download(path, () => open(name));
    } catch (error) {
      const allowed = `${PATHS} that can be read (${(error as Error).message})`;
      throw new DataError({ field, got: name, allowed }, { cause: error });
    }
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }
}
