import type { Stores } from './ports.ts';

/**
 * Opens the stores at a location: `file:<folder>`, which is made when it does not exist, or `aws:<table>/<bucket>`.
 * Adapters are loaded when they are asked for: a Lambda needs no SQLite, a laptop no AWS SDK.
 * @throws RangeError for any other location
 */
export async function openStores(location: string): Promise<Stores> {
  const [, folder] = /^file:(.+)$/.exec(location) ?? [];
  if (folder !== undefined) return (await import('./embedded.ts')).openEmbedded(folder);
  const [, table, bucket] = /^aws:([\w.-]+)\/([\w.-]+)$/.exec(location) ?? [];
  if (table !== undefined && bucket !== undefined) return (await import('./aws.ts')).openAws(table, bucket);
  throw new RangeError(`store: got ${JSON.stringify(location)}; allowed: file:<folder>, aws:<table>/<bucket>`);
}
