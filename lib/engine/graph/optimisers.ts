import type { WeightSpec } from '../../network/weights.ts';
import { ADAM } from '../adam.ts';
import type { EngineRecipe } from '../engine.ts';
import { averageOf, STEP, slotOf } from '../state.ts';
import type { GraphBuilder } from './builder.ts';
import { clipByGlobalNorm } from './clipping.ts';
import { moveTowards } from './moving.ts';
import { attr, DataType } from './proto.ts';
import type { Variables } from './variables.ts';

const dtype = { dtype: attr.type(DataType.float) };

export interface UpdateOptions {
  readonly variables: Variables;
  readonly weights: readonly WeightSpec[];
  /** By weight. */
  readonly gradients: ReadonlyMap<string, string>;
  readonly learningRate: string;
  readonly recipe: EngineRecipe;
}

/**
 * Writes the update of every weight that has a gradient: TensorFlow's own momentum or Adam, then decoupled weight decay
 * computed from the weight before the step (arXiv:1711.05101), then the weight's moving average. Their order is fixed,
 * because floating point sums depend on it.
 * @returns the operations that a step must run.
 */
export function writeUpdates(
  graph: GraphBuilder,
  { variables, weights, gradients, learningRate, recipe }: UpdateOptions,
): readonly string[] {
  const moved = weights.filter(({ name }) => gradients.has(name));
  const clipped = clipByGlobalNorm(graph, gradients, recipe.clipNorm);
  const step = recipe.optimiser === 'adamw' || recipe.ema > 0 ? countStep(graph, variables) : undefined;
  const apply = recipe.optimiser === 'sgd' ? momentum(recipe) : adam(step!);
  const decayRate = recipe.weightDecay > 0 && graph.float('Mul', [learningRate, graph.scalar(recipe.weightDecay)]);
  const share = recipe.ema > 0 && averageShare(graph, recipe.ema, step!);
  return moved.flatMap(({ name, decay }) => {
    const { handle, value } = variables.get(name);
    const updates = [apply(name, clipped.get(name)!)];
    if (decay && decayRate) {
      updates.push(graph.op('AssignSubVariableOp', [handle, graph.float('Mul', [value, decayRate])], dtype, updates));
    }
    if (share) {
      const current = graph.op('ReadVariableOp', [handle], dtype, updates);
      updates.push(moveTowards(graph, variables.get(averageOf(name)), current, share));
    }
    return updates;
  });

  function momentum(options: EngineRecipe) {
    const attributes = { use_locking: attr.bool(false), use_nesterov: attr.bool(options.nesterov) };
    return (name: string, gradient: string) => {
      const handles = [name, slotOf('momentum', name)].map((each) => variables.get(each).handle);
      const inputs = [...handles, learningRate, gradient, graph.scalar(options.momentum)];
      return graph.float('ResourceApplyMomentum', inputs, attributes);
    };
  }

  function adam(t: string) {
    const [beta1, beta2] = [graph.scalar(ADAM.beta1), graph.scalar(ADAM.beta2)];
    const powers = [graph.float('Pow', [beta1, t]), graph.float('Pow', [beta2, t])];
    return (name: string, gradient: string) => {
      const handles = [name, slotOf('m', name), slotOf('v', name)].map((each) => variables.get(each).handle);
      const constants = [learningRate, beta1, beta2, graph.scalar(ADAM.epsilon)];
      return graph.float('ResourceApplyAdam', [...handles, ...powers, ...constants, gradient], {
        use_locking: attr.bool(false),
        use_nesterov: attr.bool(false),
      });
    };
  }
}

/** The number of this step, from 1. Stored and used are one tensor, so that no read can come before the count. */
function countStep(graph: GraphBuilder, variables: Variables): string {
  const { handle, value } = variables.get(STEP);
  const next = graph.float('AddV2', [value, graph.scalar(1)]);
  const counted = graph.op('AssignVariableOp', [handle, next], { ...dtype, validate_shape: attr.bool(false) });
  return graph.reshape(graph.op('Identity', [next], { T: attr.type(DataType.float) }, [counted]), []);
}

/** 1 - min(ema, (1 + step) / (10 + step)) = max(1 - ema, 9 / (10 + step)): see `averageDecay`. */
function averageShare(graph: GraphBuilder, ema: number, step: string): string {
  const early = graph.float('RealDiv', [graph.scalar(9), graph.float('AddV2', [step, graph.scalar(10)])]);
  return graph.float('Maximum', [early, graph.scalar(1 - ema)]);
}
