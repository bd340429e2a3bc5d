import { expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { randomForest } from '../../lib/math/random-forest.ts';
import { regressionSuite, toldPoints, truth } from '../suites/regression.ts';

regressionSuite('randomForest', randomForest);

it('a random forest is another one for other random numbers', () => {
  const learn = (seed: number) => randomForest(toldPoints, [toldPoints.map(truth)], randomStream(seed, 'forest'));
  const at = toldPoints[0]!;
  expect(learn(2)(at)).not.toEqual(learn(1)(at));
});

it('a random forest is less sure where it knows less', () => {
  const line = Array.from({ length: 100 }, (_, i) => [i < 95 ? i / 1000 : i]);
  const expected = randomForest(line, [line.map(([x]) => Math.sin(x!))], randomStream(1, 'line'));
  expect(expected([0.05])[0]!.deviation).toBeLessThan(expected([97.5])[0]!.deviation);
});
