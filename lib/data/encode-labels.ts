import type { Box, Labels } from './dataset.ts';
import { DataError } from './errors.ts';
import type { LabelValues } from './examples.ts';
import { BOX_VALUES } from './load.ts';
import type { Preprocessing } from './preprocessing.ts';
import { moments } from './table/fit.ts';

/** Labels as they are stored. */
export interface EncodedLabels extends LabelValues, Pick<Preprocessing, 'label'> {
  readonly maxBoxes?: number;
}

/**
 * Classes stay positions; numbers are standardised by mean and deviation of the training split; boxes are padded to as
 * many as the image with most of them has.
 * @param train examples of the training split
 * @throws DataError when the numbers of the training split are all equal, or a class has no box in it
 */
export function encodeLabels(labels: Labels, train: Int32Array): EncodedLabels {
  switch (labels.kind) {
    case 'classes':
      return { values: labels.values, perExample: 1 };
    case 'numbers':
      return encodeNumbers(labels.values, train);
    case 'boxes':
      return encodeBoxes(labels, train);
  }
}

function encodeNumbers(values: Float64Array, train: Int32Array): EncodedLabels {
  const known = Array.from(train, (example) => values[example]!);
  if (new Set(known).size === 1) {
    const got = `one label in the whole training split, ${known[0]}`;
    throw new DataError({ field: 'label', got, allowed: 'numbers that differ' });
  }
  const label = moments(known);
  return { values: Float32Array.from(values, (value) => (value - label.mean) / label.deviation), perExample: 1, label };
}

function encodeBoxes(
  { classes, values: images }: Extract<Labels, { kind: 'boxes' }>,
  train: Int32Array,
): EncodedLabels {
  const trained = new Set(Array.from(train).flatMap((example) => images[example]!.map(({ label }) => label)));
  const missing = classes.findIndex((_, label) => !trained.has(label));
  if (missing >= 0) {
    const count = images.filter((boxes) => boxes.some(({ label }) => label === missing)).length;
    const got = `${count} images with ${classes[missing]}, none of them left to train on`;
    throw new DataError({ got, allowed: 'more images of each class, or a validation and a test split of your own' });
  }
  const maxBoxes = Math.max(...images.map(({ length }) => length));
  const perExample = maxBoxes * BOX_VALUES;
  const values = new Float32Array(images.length * perExample);
  for (const [image, boxes] of images.entries()) {
    for (let place = 0; place < maxBoxes; place++)
      values.set(boxValues(boxes[place]), image * perExample + place * BOX_VALUES);
  }
  return { values, perExample, maxBoxes };
}

const boxValues = (box: Box | undefined) =>
  box ? [box.left, box.top, box.right, box.bottom, box.label] : [0, 0, 0, 0, -1];
