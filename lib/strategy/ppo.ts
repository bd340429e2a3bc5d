import { z } from 'zod';
import { randomStream } from '../math/random.ts';
import { ascent } from './controller/ascent.ts';
import { controlled, type Learn } from './controller/plan.ts';
import { defineStrategy } from './definition.ts';
import { proposer } from './proposer.ts';

/** How far a probability may move from where a batch found it. */
const CLIP = 0.2;

/**
 * Proximal policy optimisation (Schulman et al. 2017, arXiv:1707.06347, section 3) of the LSTM controller, as NASNet was
 * found (arXiv:1707.07012): each batch of trials is learnt several times, but no probability is moved far by one batch.
 */
export const ppo = defineStrategy({
  name: 'ppo',
  summary: "The controller of reinforce, which learns more from each trial and in smaller steps: NASNet's strategy.",
  options: z.strictObject({
    learningRate: z.number().positive().max(1).default(0.01).describe('Of the controller.'),
    entropy: z
      .number()
      .min(0)
      .max(10)
      .default(0.01)
      .describe('Weight of the entropy of decisions: more explores longer.'),
    batch: z.int().min(1).max(1000).default(10).describe('Trials that are learnt together.'),
    epochs: z.int().min(1).max(100).default(3).describe('How often a batch is learnt.'),
  }),
  create: (context, options) =>
    proposer(
      'ppo',
      context,
      controlled(() => randomStream(context.seed, 'ppo', 'weights'), proximal(options)),
    ),
});

function proximal(options: {
  readonly learningRate: number;
  readonly entropy: number;
  readonly batch: number;
  readonly epochs: number;
}): Learn {
  const { learningRate, entropy, batch: size, epochs } = options;
  return (controller, lessons) => {
    const climb = ascent(controller.weights, learningRate);
    for (let from = 0; from < lessons.length; from += size) {
      const batch = lessons
        .slice(from, from + size)
        .map((lesson) => ({ ...lesson, before: controller.log(lesson.choices) }));
      for (let epoch = 0; epoch < epochs; epoch++) {
        const gradient = new Float64Array(controller.weights.length);
        for (const { choices, advantage, before } of batch) {
          const weight = (log: number) => {
            const ratio = Math.exp(log - before);
            const isFar = advantage > 0 ? ratio > 1 + CLIP : ratio < 1 - CLIP;
            return isFar ? 0 : (advantage * ratio) / size;
          };
          controller.addGradient(choices, weight, entropy / size, gradient);
        }
        climb(gradient);
      }
    }
  };
}
