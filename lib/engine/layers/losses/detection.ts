import { elements } from '../../../network/definition.ts';
import { assign } from '../../detection/assign.ts';
import type { LabelledBox } from '../../detection/box.ts';
import { centreness, distancesTo, LEAST_CENTRENESS, predictedDistances } from '../../detection/distances.ts';
import { focalLoss } from '../../detection/focal.ts';
import { giouLoss } from '../../detection/giou.ts';
import { BEFORE_CLASSES, headOf, type Location, locationsOf } from '../../detection/head.ts';
import { boxesOf, placesOf } from '../../detection/labels.ts';
import { sigmoid, softplus } from '../../detection/sigmoid.ts';
import type { LossFunction } from './loss.ts';

/** A location that learns a box: where its numbers begin in the outputs. */
interface Positive {
  readonly from: number;
  readonly location: Location;
  readonly box: LabelledBox;
  readonly centreness: number;
}

/**
 * FCOS' loss (Tian et al. 2019, arXiv:1904.01355, equation 2). Focal loss of every class logit and cross entropy of the
 * positive locations' centre-ness, divided by the number of positive locations in the batch; GIoU loss weighted by
 * centre-ness, divided by the sum of the weights. The loss of a batch is its examples' mean, so each gets count times that.
 */
export const detectionLoss: LossFunction = ({ network, output }, outputs, { labels, count }) => {
  const head = headOf(network, output);
  const locations = locationsOf(head);
  const size = elements(output);
  const places = placesOf(labels, count);
  const boxes = Array.from({ length: count }, (_, image) => assign(boxesOf(labels, image, places), locations));
  const positives = boxes.flatMap((assigned, image) => positivesOf(assigned, locations, image * size, output[1]!));

  const gradient = new Float32Array(outputs.length);
  const perPositive = count / Math.max(1, positives.length);
  const weights = positives.reduce((sum, positive) => sum + positive.centreness, 0);
  const perWeight = count / Math.max(LEAST_CENTRENESS, weights);
  const classes = boxes.flat().reduce((sum, box, i) => sum + classify(i * output[1]! + BEFORE_CLASSES, box), 0);
  const regression = positives.reduce((sum, positive) => sum + regress(positive), 0);
  const centres = positives.reduce((sum, positive) => sum + centre(positive), 0);
  return { loss: (classes + centres) * perPositive + regression * perWeight, gradient };

  function classify(from: number, box: LabelledBox | undefined): number {
    let sum = 0;
    for (let label = 0; label < head.classes; label++) {
      const focal = focalLoss(outputs[from + label]!, box?.label === label);
      gradient[from + label] = focal.gradient * perPositive;
      sum += focal.loss;
    }
    return sum;
  }

  function regress({ from, location, box, centreness: weight }: Positive): number {
    const giou = giouLoss(predictedDistances(outputs, from), distancesTo(box, location));
    for (const [side, value] of giou.gradient.entries()) gradient[from + side] = value * weight * perWeight;
    return giou.loss * weight;
  }

  function centre({ from, centreness: target }: Positive): number {
    const logit = outputs[from + 4]!;
    gradient[from + 4] = (sigmoid(logit) - target) * perPositive;
    return softplus(logit) - logit * target;
  }
};

function positivesOf(
  assigned: readonly (LabelledBox | undefined)[],
  locations: readonly Location[],
  start: number,
  width: number,
): Positive[] {
  return assigned.flatMap((box, i) => {
    if (!box) return [];
    const location = locations[i]!;
    return [{ from: start + i * width, location, box, centreness: centreness(distancesTo(box, location)) }];
  });
}
