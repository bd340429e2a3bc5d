import type { WeightSpec } from '../../network/weights.ts';
import type { Recipe } from '../../trial/recipe.ts';
import type { GraphBuilder } from './builder.ts';
import { attr, DataType } from './proto.ts';
import type { Variables } from './variables.ts';

const dtype = { dtype: attr.type(DataType.float) };

/** Adam's constants: Kingma and Ba 2015 with Keras' epsilon. */
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** Declares the optimiser's slots, so that they are part of the state. */
export function declareSlots(
  variables: Variables,
  weights: readonly WeightSpec[],
  optimiser: Recipe['optimiser'],
): void {
  const slots = optimiser === 'sgd' ? ['momentum'] : ['m', 'v'];
  for (const slot of slots) {
    for (const { name, shape } of weights) variables.declareSlot(`${slot}/${name}`, shape);
  }
  if (optimiser === 'adamw') variables.declareSlot('step', [1]);
}

/**
 * Writes the update of every weight that has a gradient: TensorFlow's own momentum (Nesterov) or Adam, then decoupled
 * weight decay computed from the weight before the step (arXiv:1711.05101). Their order is fixed, because floating point
 * sums depend on it.
 * @returns the operations that a step must run.
 */
export function writeUpdates(
  graph: GraphBuilder,
  variables: Variables,
  weights: readonly WeightSpec[],
  gradients: ReadonlyMap<string, string>,
  learningRate: string,
  recipe: Pick<Recipe, 'optimiser' | 'momentum' | 'weightDecay'>,
): readonly string[] {
  const moved = weights.filter(({ name }) => gradients.has(name));
  const apply = recipe.optimiser === 'sgd' ? nesterov(recipe.momentum) : adam();
  const rate = graph.float('Mul', [learningRate, graph.scalar(recipe.weightDecay)]);
  const updates = moved.flatMap(({ name, decay }) => {
    const applied = apply(name, gradients.get(name)!);
    if (!decay || recipe.weightDecay === 0) return [applied];
    const { handle, value } = variables.get(name);
    return [applied, graph.op('AssignSubVariableOp', [handle, graph.float('Mul', [value, rate])], dtype, [applied])];
  });
  return updates;

  function nesterov(momentum: number) {
    return (name: string, gradient: string) =>
      graph.float(
        'ResourceApplyMomentum',
        [
          variables.get(name).handle,
          variables.get(`momentum/${name}`).handle,
          learningRate,
          gradient,
          graph.scalar(momentum),
        ],
        { use_locking: attr.bool(false), use_nesterov: attr.bool(true) },
      );
  }

  function adam() {
    const t = graph.reshape(countStep(), []);
    const [beta1, beta2] = [graph.scalar(ADAM.beta1), graph.scalar(ADAM.beta2)];
    const powers = [graph.float('Pow', [beta1, t]), graph.float('Pow', [beta2, t])];
    return (name: string, gradient: string) => {
      const handles = [name, `m/${name}`, `v/${name}`].map((each) => variables.get(each).handle);
      const constants = [learningRate, beta1, beta2, graph.scalar(ADAM.epsilon)];
      return graph.float('ResourceApplyAdam', [...handles, ...powers, ...constants, gradient], {
        use_locking: attr.bool(false),
        use_nesterov: attr.bool(false),
      });
    };
  }

  /** The number of this step, from 1. Stored and used are one tensor, so that no read can come before the count. */
  function countStep(): string {
    const { handle, value } = variables.get('step');
    const next = graph.float('AddV2', [value, graph.scalar(1)]);
    const counted = graph.op('AssignVariableOp', [handle, next], { ...dtype, validate_shape: attr.bool(false) });
    return graph.op('Identity', [next], { T: attr.type(DataType.float) }, [counted]);
  }
}
