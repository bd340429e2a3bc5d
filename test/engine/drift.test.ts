import { describe, expect, it } from 'vitest';
import { type Turn, withoutDrift } from '../../lib/engine/drift.ts';
import { randomStream } from '../../lib/math/random.ts';
import { mean, median } from '../../lib/math/statistics.ts';

const RUNS = 60;
const ROUNDS = 12;
const random = randomStream(1, 'drift');
const truth = Array.from({ length: RUNS }, () => 1 + 20 * random.uniform());

/** @param speed of the machine at each turn, 1 where nothing delays it */
function measured(speed: (turn: number) => number, noise = 0.02): Turn[] {
  return Array.from({ length: ROUNDS }, (_, round) =>
    random
      .shuffle([...truth.keys()])
      .map((run, i) => ({ run, ms: (truth[run]! * Math.exp(noise * random.normal())) / speed(round * RUNS + i) })),
  ).flat();
}

const off = (times: readonly number[]) => mean(times.map((ms, run) => Math.abs(ms / truth[run]! - 1)));
const plain = (turns: readonly Turn[]) =>
  truth.map((_, run) => median(turns.flatMap((turn) => (turn.run === run ? turn.ms : []))));

describe('times of a machine that gets faster and slower', () => {
  it('are those of its own speed where it is steady', () => {
    expect(off(withoutDrift(measured(() => 1)))).toBeLessThan(0.01);
  });

  it('are those of its faster moments where it is slower for half of the time', () => {
    const halved = measured((turn) => (Math.floor(turn / 150) % 2 === 0 ? 1 : 0.5));
    expect(off(withoutDrift(halved))).toBeLessThan(0.015);
    expect(off(plain(halved))).toBeGreaterThan(0.1);
  });

  it('are in proportion to each other where it never comes to rest', () => {
    const wave = measured((turn) => 1 + 0.3 * Math.sin(turn / 40));
    const times = withoutDrift(wave);
    const scale = median(times.map((ms, run) => ms / truth[run]!));
    expect(off(times.map((ms) => ms / scale))).toBeLessThan(0.02);
    const usual = plain(wave);
    const usualScale = median(usual.map((ms, run) => ms / truth[run]!));
    expect(off(usual.map((ms) => ms / usualScale))).toBeGreaterThan(0.03);
  });

  it('bear single turns that take ten times as long', () => {
    const spiked = measured(() => 1).map(({ run, ms }) => ({ run, ms: random.uniform() < 0.05 ? 10 * ms : ms }));
    expect(off(withoutDrift(spiked))).toBeLessThan(0.015);
  });
});
