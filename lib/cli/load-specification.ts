import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { SpecificationCheck } from '../spec/checks.ts';
import { parseSpecification } from '../spec/parse.ts';
import type { Specification } from '../spec/specification.ts';
import { readText } from '../spec/text.ts';
import { dataFiles, withDataFiles } from './data-files.ts';
import { UsageError } from './errors.ts';
import { withSource } from './space-source.ts';

/**
 * Reads a specification's file. Its data files are found relative to it and made absolute; addresses in S3 stay as they are.
 * The module of a space is bundled into it.
 * @throws UsageError when there is no such file; SpecificationError with all faults at once.
 */
export async function loadSpecification(path: string): Promise<Specification> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`spec: got ${path}; allowed: a file that can be read (${error.code})`);
  });
  const folder = dirname(resolve(path));
  const { space } = readText(text, path).value;
  const spec = parseSpecification(text, path, [filesExist(folder)], await withSource(space, folder));
  return withDataFiles(spec, async (file) => resolve(folder, file));
}

const filesExist =
  (folder: string): SpecificationCheck =>
  ({ data }) =>
    (data ? dataFiles(data) : [])
      .filter(([, file]) => !existsSync(resolve(folder, file)))
      .map(([field, file]) => ({
        path: `data.${field}`,
        message: `got ${JSON.stringify(file)}; allowed: what exists (there is nothing at ${resolve(folder, file)})`,
      }));
