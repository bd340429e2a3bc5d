import { isInS3 } from '../data/s3-address.ts';
import type { Specification } from '../spec/specification.ts';

/** The fields of a data source that name files of this computer. */
export function dataFiles(data: Specification['data']): readonly (readonly [field: string, file: string])[] {
  if (data.source !== 'idx') return [];
  const files = [
    ['images', data.images],
    ['labels', data.labels],
  ] as const;
  return files.filter(([, file]) => !isInS3(file));
}

/** The specification with each of its data files at another place. */
export async function withDataFiles(
  spec: Specification,
  move: (file: string) => Promise<string>,
): Promise<Specification> {
  const files = await Promise.all(dataFiles(spec.data).map(async ([field, file]) => [field, await move(file)]));
  return { ...spec, data: { ...spec.data, ...Object.fromEntries(files) } };
}
