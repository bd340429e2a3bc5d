/** An object in an image: [left, top, right, bottom]. */
export interface Annotated {
  readonly name: string;
  readonly box: readonly number[];
  readonly difficult?: number;
  readonly iscrowd?: number;
}

/** An annotation of Pascal VOC. @param size [height, width] */
export function vocOf(objects: readonly Annotated[], [height, width]: readonly number[] = [0, 0]): string {
  const parts = objects.map(
    ({ name, box: [left, top, right, bottom], difficult = 0 }) =>
      `<object><name>${name}</name><pose>Left</pose><difficult>${difficult}</difficult><bndbox><xmin>${left}</xmin>` +
      `<ymin>${top}</ymin><xmax>${right}</xmax><ymax>${bottom}</ymax></bndbox></object>`,
  );
  const size = `<size><width>${width}</width><height>${height}</height><depth>3</depth></size>`;
  return `<annotation>\n<filename>other.jpg</filename>\n${size}\n${parts.join('\n')}\n</annotation>\n`;
}

export interface AnnotatedImage {
  readonly file: string;
  /** [height, width] */
  readonly size: readonly number[];
  readonly boxes: readonly Annotated[];
}

/** A file of COCO's instances; categories have ids from 7. */
export function cocoOf(images: readonly AnnotatedImage[]): string {
  const names = [...new Set(images.flatMap(({ boxes }) => boxes.map(({ name }) => name)))];
  return JSON.stringify({
    info: { year: 2024 },
    images: images.map(({ file, size: [height, width] }, id) => ({ id, file_name: file, height, width })),
    categories: names.map((name, i) => ({ id: 7 + i, name })),
    annotations: images.flatMap(({ boxes }, image) =>
      boxes.map(({ name, box: [left, top, right, bottom], iscrowd = 0 }, i) => ({
        id: 1000 * image + i,
        image_id: image,
        category_id: 7 + names.indexOf(name),
        bbox: [left, top, right! - left!, bottom! - top!],
        iscrowd,
      })),
    ),
  });
}
