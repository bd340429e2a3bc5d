import { contentOf } from '../content.ts';
import type { Dataset } from '../dataset.ts';
import { collectImages } from '../images/collect.ts';
import { layoutOf } from '../images/layout.ts';
import { classLabels } from '../labels.ts';
import type { SpecOf } from '../source.ts';
import { placeOf } from '../tree/tree.ts';
import type { Reading } from './read.ts';

/** Images in folders of classes (images/layout.ts). @throws DataError */
export async function readImages(spec: SpecOf<'images'>, { files, onProgress }: Reading): Promise<Dataset> {
  const file = await files.open('path', spec.path);
  const { images, others } = await collectImages(file, { ...spec, onProgress });
  const layout = layoutOf(
    file,
    images.map(({ path }) => path),
    others,
  );
  const place = (example: number) => placeOf(file, images[example]!.path);
  const splits = layout.flatMap(({ split }) => split ?? []);
  const given = splits.length > 0 ? splits : undefined;
  const input = [...images[0]!.size, spec.channels];
  const rows = images.map(({ pixels }) => pixels);
  return {
    kind: 'images',
    labels: classLabels({ field: 'path', names: layout.map((at) => at.class), given, place }),
    ...(given && { given }),
    contents: rows.map(contentOf),
    place,
    prepare: () => ({ input, rows, images: { fit: spec.size === undefined ? 'none' : spec.fit } }),
    notes: [],
  };
}
