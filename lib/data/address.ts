import { isInS3, parseS3Address, S3_ADDRESS } from './s3-address.ts';

/** What a path of a data source may be. */
export const PATHS = `the path of a file, ${S3_ADDRESS} or https://host/path`;

const isOnWeb = (path: string): boolean => path.startsWith('https://');

/** Whether a path means something that is not on this computer. */
export const isRemote = (path: string): boolean => isInS3(path) || isOnWeb(path);

/** Whether a path is one that can be read: no other scheme, and well written. */
export function isPath(path: string): boolean {
  if (isInS3(path)) return parseS3Address(path) !== undefined;
  return isOnWeb(path) ? URL.canParse(path) : !/^[a-z][a-z0-9+.-]*:\/\//i.test(path);
}
