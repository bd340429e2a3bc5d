import { describe, expect, it } from 'vitest';
import { cocoMetrics, meanAveragePrecision } from '../../../lib/training/metrics/detection/coco.ts';
import type { Scene } from '../../../lib/training/metrics/detection/scene.ts';
import reference from './coco.json' with { type: 'json' };

const sceneOf = ({ truths, detections }: (typeof reference.cases)[number]['scenes'][number]): Scene => {
  const box = ([left, top, right, bottom, label]: readonly number[]) => ({
    left: left!,
    top: top!,
    right: right!,
    bottom: bottom!,
    label: label!,
  });
  return { truths: truths.map(box), detections: detections.map((found) => ({ ...box(found), score: found[5]! })) };
};

/** pycocotools writes -1 where there is nothing to find. */
const orNull = (value: number) => (value === -1 ? null : value);

const expectClose = (got: number | null, expected: number | null, what: string) => {
  if (expected === null || got === null) expect(got, what).toBe(expected);
  else expect(got, what).toBeCloseTo(expected, 8);
};

describe('the metrics of COCO', () => {
  it.each(reference.cases)('$name: are those of pycocotools', ({ scenes, stats, perClass }) => {
    const { perClass: ours, ...summary } = cocoMetrics(scenes.map(sceneOf), reference.classes);
    for (const [i, [name, value]] of Object.entries(summary).entries()) expectClose(value, orNull(stats[i]!), name);
    for (const [label, [ap, ap50]] of perClass.entries()) {
      expectClose(ours[label]!.ap, orNull(ap!), `ap of class ${label}`);
      expectClose(ours[label]!.ap50, orNull(ap50!), `ap50 of class ${label}`);
    }
    expect(meanAveragePrecision(scenes.map(sceneOf), reference.classes)).toEqual({
      map: summary.ap ?? 0,
      map50: summary.ap50 ?? 0,
    });
  });

  it('the references hold every number in most places', () => {
    const { stats } = reference.cases.find(({ name }) => name.startsWith('all sizes'))!;
    expect(stats.every((value) => value > 0 && value < 1)).toBe(true);
  });
});
