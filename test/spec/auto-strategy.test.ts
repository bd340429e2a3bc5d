import { describe, expect, it } from 'vitest';
import { parseSpecification } from '../../lib/spec/parse.ts';

/** 18 architectures. */
const SMALL =
  '{ name: mobile, stages: [{ channels: 16, depth: 1 }], kernels: [3], expansions: [1, 3, 6], activations: [relu] }';

const strategyOf = (space: string, trials: number, strategy = 'auto') =>
  parseSpecification(
    `name: a\ndata: mnist\nspace: ${space}\nstrategy: ${strategy}\nbudget: { trials: ${trials} }\n`,
    'a.yaml',
  ).strategy;

describe('the strategy that suits a search', () => {
  it('tries all architectures where the budget reaches them', () => {
    expect(strategyOf(SMALL, 18)).toMatchObject({ name: 'grid' });
    expect(strategyOf(SMALL, 17)).toMatchObject({ name: 'bayesian' });
  });

  it('is sooner content with what it knows where trials are few', () => {
    expect(strategyOf('nasbench201', 50)).toMatchObject({ name: 'bayesian', acquisition: 'ucb' });
    expect(strategyOf('nasbench201', 51)).toMatchObject({ name: 'bayesian', acquisition: 'thompson' });
  });

  it('keeps what is said of it, and leaves a strategy that is named as it is', () => {
    const options = '{ name: auto, acquisition: thompson, initial: 5 }';
    expect(strategyOf('nasbench201', 20, options)).toMatchObject({ acquisition: 'thompson', initial: 5 });
    expect(strategyOf('nasbench201', 20, 'bayesian')).toMatchObject({ acquisition: 'thompson' });
  });
});
