import { isRemote } from '../data/address.ts';
import { pathsOf, withPaths } from '../data/paths.ts';
import type { Specification } from '../spec/specification.ts';

/** The fields of a data source that name files or folders of this computer. */
export const dataFiles = (data: Specification['data']): readonly (readonly [field: string, file: string])[] =>
  pathsOf(data).filter(([, path]) => !isRemote(path));

/** The specification with each of its data files at another place. */
export async function withDataFiles(
  spec: Specification,
  move: (file: string) => Promise<string>,
): Promise<Specification> {
  return { ...spec, data: await withPaths(spec.data, async (path) => (isRemote(path) ? path : move(path))) };
}
