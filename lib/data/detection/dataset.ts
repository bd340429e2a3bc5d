import { contentOf } from '../content.ts';
import type { Box, Dataset, Labels } from '../dataset.ts';
import { DataError, type DataFault } from '../errors.ts';
import type { FoundImage } from '../images/collect.ts';
import { classLabels } from '../labels.ts';
import type { SplitName } from '../split.ts';
import { fitBox, type NamedBox } from './boxes.ts';

/** Where something was found, for messages. */
export type At = Required<Pick<DataFault, 'field' | 'place'>>;

/** An image and the objects in it. */
export interface AnnotatedImage {
  readonly image: FoundImage;
  /** Of the image, for messages. */
  readonly place: string;
  readonly boxes: readonly NamedBox[];
  /** Where its boxes stand. */
  readonly at: At;
  /** [height, width] that its annotation says. */
  readonly declared?: readonly [number, number] | undefined;
  readonly split: SplitName;
}

export interface DetectionOptions {
  readonly channels: 1 | 3;
  readonly size?: number | readonly number[] | undefined;
  readonly maxBoxes?: number | undefined;
  readonly dropBadBoxes: boolean;
}

/** More boxes in an image are rarely meant. */
const MOST_BOXES = 100;

type FittedBox = Omit<Box, 'label'> & Pick<NamedBox, 'class'>;

/**
 * Images with boxes, both resized by stretching.
 * @throws DataError naming the image whose boxes do not fit it or are too many, or whose class the training split lacks
 */
export function detectionDataset(
  images: readonly AnnotatedImage[],
  options: DetectionOptions,
  notes: readonly string[],
): Dataset {
  const fitted = images.map((image) => fitBoxes(image, options));
  const dropped = images.reduce((sum, { boxes }, i) => sum + boxes.length - fitted[i]!.length, 0);
  const splits = images.map(({ split }) => split);
  const isGiven = splits.some((split) => split !== 'train');
  const rows = images.map(({ image }) => image.pixels);
  const input = [...images[0]!.image.size, options.channels];
  return {
    kind: 'images',
    labels: boxLabels(images, fitted),
    ...(isGiven && { given: splits }),
    contents: rows.map(contentOf),
    place: (example) => images[example]!.place,
    prepare: () => ({ input, rows, images: { fit: options.size === undefined ? 'none' : 'stretch' } }),
    notes: dropped > 0 ? [...notes, `${dropped} boxes without area or outside of their images are left out`] : notes,
  };
}

function fitBoxes({ image, at, declared, boxes }: AnnotatedImage, options: DetectionOptions): readonly FittedBox[] {
  const { maxBoxes = MOST_BOXES, dropBadBoxes } = options;
  const original = image.original ?? image.size;
  if (declared && declared.join() !== original.join()) {
    const got = `${declared.join(' x ')} pixels (height x width) for an image of ${original.join(' x ')}`;
    throw new DataError({
      ...at,
      got,
      allowed: 'annotations of the image as it is seen, turned as its EXIF orientation says',
    });
  }
  if (boxes.length > maxBoxes) {
    throw new DataError({
      ...at,
      got: `${boxes.length} boxes in an image`,
      allowed: `at most ${maxBoxes} (data.maxBoxes)`,
    });
  }
  return boxes.flatMap((box) => {
    try {
      return { class: box.class, ...fitBox(box, original, image.size) };
    } catch (error) {
      if (dropBadBoxes) return [];
      const allowed = 'boxes with an area, within their images; with dropBadBoxes: true others are left out';
      throw new DataError({ ...at, got: (error as Error).message, allowed });
    }
  });
}

/** Classes in order of their names, those that the training split has. */
function boxLabels(images: readonly AnnotatedImage[], boxes: readonly (readonly FittedBox[])[]): Labels {
  const all = boxes.flatMap((of, i) => of.map((box) => ({ image: images[i]!, box })));
  if (all.length === 0) {
    throw new DataError({ field: images[0]!.at.field, got: 'no box in any image', allowed: 'boxes that count' });
  }
  const { classes, values } = classLabels({
    field: images[0]!.at.field,
    names: all.map(({ box }) => box.class),
    given: all.map(({ image }) => image.split),
    place: (i) => all[i]!.image.at.place,
  });
  let next = 0;
  const labelled = ({ class: _, ...edges }: FittedBox): Box => ({ ...edges, label: values[next++]! });
  return { kind: 'boxes', classes, values: boxes.map((of) => of.map(labelled)) };
}
