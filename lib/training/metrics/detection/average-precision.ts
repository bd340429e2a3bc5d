import type { PrecisionRecall } from './precision-recall.ts';

/** Best precision at this recall or a higher one, for every detection. */
function envelope(precision: readonly number[]): number[] {
  const best = [...precision];
  for (let i = best.length - 2; i >= 0; i--) best[i] = Math.max(best[i]!, best[i + 1]!);
  return best;
}

/** Mean of the envelope at some recalls, ascending; 0 beyond the largest recall that was reached. */
function interpolated({ precision, recall }: PrecisionRecall, recalls: readonly number[]): number {
  const best = envelope(precision);
  let at = 0;
  const sum = recalls.reduce((total, wanted) => {
    while (at < recall.length && recall[at]! < wanted) at++;
    return total + (best[at] ?? 0);
  }, 0);
  return sum / recalls.length;
}

const ELEVEN = Array.from({ length: 11 }, (_, i) => i / 10);
/** As NumPy's linspace rounds them: where a recall is hit exactly, the last bit decides. */
const HUNDRED_AND_ONE = Array.from({ length: 101 }, (_, i) => (i === 100 ? 1 : i * 0.01));

/** PASCAL VOC 2007 (Everingham et al. 2010, doi:10.1007/s11263-009-0275-4, section 4.2). */
export const elevenPoint = (curve: PrecisionRecall): number => interpolated(curve, ELEVEN);

/** COCO (pycocotools, cocoeval.py: accumulate). */
export const hundredAndOnePoint = (curve: PrecisionRecall): number => interpolated(curve, HUNDRED_AND_ONE);

/** PASCAL VOC 2010 and later: the area under the envelope. */
export function areaUnder({ precision, recall }: PrecisionRecall): number {
  const best = envelope(precision);
  return recall.reduce((sum, value, i) => sum + (value - (recall[i - 1] ?? 0)) * best[i]!, 0);
}
