import { z } from 'zod';
import { randomStream } from '../math/random.ts';
import { ascent } from './controller/ascent.ts';
import { controlled, type Learn } from './controller/plan.ts';
import { defineStrategy } from './definition.ts';
import { proposer } from './proposer.ts';

/**
 * REINFORCE with an LSTM controller (Zoph and Le 2017, arXiv:1611.01578): decisions of trials that were better than the
 * moving average become likelier, those of worse ones less likely.
 */
export const reinforce = defineStrategy({
  name: 'reinforce',
  summary: 'A recurrent controller that learns which decisions pay, by policy gradient.',
  options: z.strictObject({
    learningRate: z.number().positive().max(1).default(0.01).describe('Of the controller.'),
    entropy: z
      .number()
      .min(0)
      .max(10)
      .default(0.01)
      .describe('Weight of the entropy of decisions: more explores longer.'),
  }),
  create: (context, options) =>
    proposer(
      'reinforce',
      context,
      controlled(() => randomStream(context.seed, 'reinforce', 'weights'), policyGradient(options)),
    ),
});

function policyGradient({ learningRate, entropy }: { readonly learningRate: number; readonly entropy: number }): Learn {
  return (controller, lessons) => {
    const climb = ascent(controller.weights, learningRate);
    for (const { choices, advantage } of lessons) {
      const gradient = new Float64Array(controller.weights.length);
      controller.addGradient(choices, () => advantage, entropy, gradient);
      climb(gradient);
    }
  };
}
