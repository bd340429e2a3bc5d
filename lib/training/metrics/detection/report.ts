import { type CocoResult, cocoMetrics } from './coco.ts';
import { ofClass, type Scene } from './scene.ts';
import { type VocResult, vocAveragePrecision } from './voc.ts';

export interface DetectionReport {
  readonly coco: CocoResult;
  /** At an overlap of 0.5, by the definitions of 2007 (11 points) and 2010 (area). */
  readonly voc: Readonly<Record<'2007' | '2010', VocResult>>;
  /** Objects of each class, by class number. */
  readonly support: readonly number[];
}

/** All that is to say of a detector's answers. */
export const detectionReport = (scenes: readonly Scene[], classes: number): DetectionReport => ({
  coco: cocoMetrics(scenes, classes),
  voc: { 2007: vocAveragePrecision(scenes, classes, '2007'), 2010: vocAveragePrecision(scenes, classes, '2010') },
  support: Array.from({ length: classes }, (_, label) =>
    scenes.reduce((sum, { truths }) => sum + ofClass(truths, label).length, 0),
  ),
});
