import { buffer } from 'node:stream/consumers';
import tar from 'tar-stream';
import { isFolder, isLitter } from './entry.ts';
import { folderEntries } from './folder.ts';

/** A folder as a tar archive, without hidden files; equal folders give equal bytes. @throws DataError when it cannot be read */
export async function packFolder(path: string): Promise<Buffer> {
  const pack = tar.pack();
  const packed = buffer(pack);
  // Its time would make the archive another one each time.
  const header = { mtime: new Date(0) };
  for await (const entry of folderEntries({ field: '', name: path, path })) {
    if (isLitter(entry)) continue;
    if (isFolder(entry)) pack.entry({ ...header, name: entry.path, type: 'directory' });
    else pack.entry({ ...header, name: entry.path }, await entry.read());
  }
  pack.finalize();
  return packed;
}
