import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { DataError } from '../errors.ts';
import type { NamedBox } from './boxes.ts';
import type { At } from './dataset.ts';

const number = z.string().trim().min(1).pipe(z.coerce.number());

/** What is read of the format: http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html */
const annotation = z.object({
  annotation: z.object({
    size: z.object({ width: number, height: number }).optional(),
    object: z
      .array(
        z.object({
          name: z.string().trim().min(1),
          difficult: number.default(0),
          bndbox: z.object({ xmin: number, ymin: number, xmax: number, ymax: number }),
        }),
      )
      .default([]),
  }),
});

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'object' });

export interface VocAnnotation {
  readonly declared?: readonly [number, number];
  readonly boxes: readonly NamedBox[];
}

/** The boxes of an annotation, without those that are marked difficult. @throws DataError when it is no annotation */
export function readAnnotation(text: string, at: At): VocAnnotation {
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    const { line, msg } = valid.err;
    throw new DataError({
      field: at.field,
      place: `${at.place}, line ${line}`,
      got: 'broken XML',
      allowed: `whole XML (${msg})`,
    });
  }
  const { data, error } = annotation.safeParse(parser.parse(text));
  if (!data) {
    const { path, message } = error.issues[0]!;
    const allowed = `an annotation of Pascal VOC (${message})`;
    throw new DataError({ ...at, got: `something else in ${z.core.toDotPath(path)}`, allowed });
  }
  const { size, object } = data.annotation;
  return {
    ...(size?.width && size.height && { declared: [size.height, size.width] as const }),
    boxes: object
      .filter(({ difficult }) => !difficult)
      .map(({ name, bndbox: { xmin, ymin, xmax, ymax } }) => ({
        class: name,
        left: xmin,
        top: ymin,
        right: xmax,
        bottom: ymax,
      })),
  };
}
