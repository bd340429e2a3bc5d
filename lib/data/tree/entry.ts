/** A file of a folder or an archive. Its bytes can be read until the next entry is asked for. */
export interface Entry {
  /** Names separated by `/`, from the folder or archive down. Folders end in `/` and have no bytes. */
  readonly path: string;
  /** @throws DataError */
  read(): Promise<Buffer>;
}

export const isFolder = ({ path }: Entry): boolean => path.endsWith('/');

/** What computers leave behind in folders. */
const LITTER = /(^|\/)(\.[^/]*|__MACOSX|Thumbs\.db|desktop\.ini)(\/|$)/;

export const isLitter = ({ path }: Entry): boolean => LITTER.test(path);

/** A path as an archive has it, without a leading `./`. */
export const normalised = (path: string): string => path.replace(/^(\.?\/)+/, '');
