import { describe, expect, it } from 'vitest';
import { fitRegressions, type MeasuredOperator, predict } from '../../lib/hardware/regression.ts';

const operator = (type: string, macs: number, bytes: number) => ({ type, macs, bytes });
const measured = (ms: (one: MeasuredOperator['operator']) => number): MeasuredOperator[] =>
  ['conv2d', 'add'].flatMap((type) =>
    [1, 2, 5, 9].map((size) => {
      const one = operator(type, type === 'add' ? 0 : 1000 * size ** 2, 40 * size);
      return { operator: one, ms: ms(one) };
    }),
  );

describe('fitRegressions', () => {
  it('recovers what operators cost by their work', () => {
    const cost = ({ type, macs, bytes }: MeasuredOperator['operator']) =>
      type === 'conv2d' ? 0.01 + 2e-6 * macs : 0.002 + 1e-5 * bytes;
    const regressions = fitRegressions(measured(cost));
    for (const one of [operator('conv2d', 30_000, 100), operator('add', 0, 1000)]) {
      expect(predict(regressions[one.type]!, one) / cost(one)).toBeCloseTo(1, 3);
    }
  });

  it('takes operators that were too quick to be measured for free', () => {
    const regressions = fitRegressions(measured(({ type }) => (type === 'add' ? 0 : 0.01)));
    expect(regressions.add).toEqual({ constant: 0, perMac: 0, perByte: 0 });
    expect(predict(regressions.conv2d!, operator('conv2d', 4000, 80))).toBeCloseTo(0.01, 4);
    expect(fitRegressions(measured(() => 0)).any).toEqual({ constant: 0, perMac: 0, perByte: 0 });
  });
});
