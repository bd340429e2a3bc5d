import { latencyDevices } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import { SCORE_WORDS } from '../trial/task.ts';
import { deviceName, given } from './format.ts';

/** The formula that a search maximises; undefined where that is the score alone. */
export function rewardFormula({ constraints, objective }: Specification): string | undefined {
  const factors = latencyDevices(constraints.latencyMs).flatMap(({ device, bound }) => {
    if (!bound?.soft) return [];
    const { alpha, beta } = bound.soft;
    const exponent = alpha === beta ? alpha : `(${alpha} within, ${beta} beyond)`;
    return [`(latency on ${deviceName(device)} / ${given(bound.max, 'ms')})^${exponent}`];
  });
  return factors.length > 0 ? [SCORE_WORDS[objective], ...factors].join(' × ') : undefined;
}
