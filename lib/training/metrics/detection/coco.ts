import { hundredAndOnePoint } from './average-precision.ts';
import { type AreaRange, type Contest, contestOf, match } from './match.ts';
import { precisionRecall } from './precision-recall.ts';
import { meanOf, type Scene } from './scene.ts';

/** The numbers that COCO's evaluation prints; null where no object of the size is to be found. */
export interface CocoResult {
  /** Average precision, the mean over overlaps 0.50, 0.55 ... 0.95 and over classes that have objects. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  /** Of objects smaller than 32^2 pixels, up to 96^2, and larger. */
  readonly apSmall: number | null;
  readonly apMedium: number | null;
  readonly apLarge: number | null;
  /** Largest recall with 1, 10, 100 detections of a class in an image; means as of `ap`. */
  readonly ar1: number | null;
  readonly ar10: number | null;
  readonly ar100: number | null;
  readonly arSmall: number | null;
  readonly arMedium: number | null;
  readonly arLarge: number | null;
  /** By class number. */
  readonly perClass: readonly { readonly ap: number | null; readonly ap50: number | null }[];
}

/** As NumPy's linspace rounds them: where an overlap is hit exactly, the last bit decides. */
const THRESHOLDS = Array.from({ length: 10 }, (_, i) => (i === 9 ? 0.95 : 0.5 + i * (0.45 / 9)));
const AREAS = { all: [0, 1e10], small: [0, 32 ** 2], medium: [32 ** 2, 96 ** 2], large: [96 ** 2, 1e10] } as const;
/** Detections of a class that count in an image. */
const MOST = 100;

/** Average precision and recall by threshold; null where there is nothing to find. */
type Scores = readonly { readonly precision: number | null; readonly recall: number | null }[];

/** Evaluation of boxes as pycocotools does it (COCOeval, without crowds); a box's area stands for its object's. */
export function cocoMetrics(scenes: readonly Scene[], classes: number): CocoResult {
  const all = perClass(scenes, classes, AREAS.all);
  const [small, medium, large] = [AREAS.small, AREAS.medium, AREAS.large].map((range) =>
    perClass(scenes, classes, range),
  );
  const at = (threshold: number) => all.map((scores) => scores[threshold]!);
  return {
    ap: precisionOf(all.flat()),
    ap50: precisionOf(at(0)),
    ap75: precisionOf(at(5)),
    apSmall: precisionOf(small!.flat()),
    apMedium: precisionOf(medium!.flat()),
    apLarge: precisionOf(large!.flat()),
    ar1: recallOf(perClass(scenes, classes, AREAS.all, 1).flat()),
    ar10: recallOf(perClass(scenes, classes, AREAS.all, 10).flat()),
    ar100: recallOf(all.flat()),
    arSmall: recallOf(small!.flat()),
    arMedium: recallOf(medium!.flat()),
    arLarge: recallOf(large!.flat()),
    perClass: all.map((scores) => ({ ap: precisionOf(scores), ap50: scores[0]!.precision })),
  };
}

/** `ap` and `ap50` alone, at a quarter of the work; 0 where there is no object to find. */
export function meanAveragePrecision(scenes: readonly Scene[], classes: number): { map: number; map50: number } {
  const all = perClass(scenes, classes, AREAS.all);
  return { map: precisionOf(all.flat()) ?? 0, map50: precisionOf(all.map((scores) => scores[0]!)) ?? 0 };
}

const precisionOf = (scores: Scores) => meanOf(scores.map(({ precision }) => precision));
const recallOf = (scores: Scores) => meanOf(scores.map(({ recall }) => recall));

function perClass(scenes: readonly Scene[], classes: number, range: AreaRange, most = MOST): readonly Scores[] {
  return Array.from({ length: classes }, (_, label) => {
    const contests = scenes.map((scene) => contestOf(scene, label, range, most));
    return THRESHOLDS.map((threshold) => scoresOf(contests, threshold));
  });
}

function scoresOf(contests: readonly Contest[], threshold: number): Scores[number] {
  const objects = contests.reduce((sum, contest) => sum + contest.objects.filter(({ counts }) => counts).length, 0);
  if (objects === 0) return { precision: null, recall: null };
  const curve = precisionRecall(
    contests.flatMap((contest) => match(contest, threshold)),
    objects,
  );
  return { precision: hundredAndOnePoint(curve), recall: curve.recall.at(-1) ?? 0 };
}
