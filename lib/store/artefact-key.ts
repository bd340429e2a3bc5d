/** @throws RangeError unless `key` is a path that stays below its root and is written in one way only */
export function checkKey(key: string): void {
  if (!key.split('/').every((segment) => !['', '.', '..'].includes(segment) && !segment.includes('\0')))
    throw new RangeError(
      `artefact key: got ${JSON.stringify(key)}; allowed: names separated by /, none of them . or ..`,
    );
}

/**
 * The folder that holds every key with this prefix, '' for the root. A prefix may end anywhere, also within a name.
 * @throws RangeError
 */
export function folderOf(prefix: string): string {
  const folder = prefix.slice(0, Math.max(0, prefix.lastIndexOf('/')));
  if (prefix.includes('/')) checkKey(folder);
  return folder;
}
