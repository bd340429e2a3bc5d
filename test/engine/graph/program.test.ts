import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompileOptions, Engine, Examples, Program, State } from '../../../lib/engine/engine.ts';
import { graphEngine } from '../../../lib/engine/graph/engine.ts';
import { detectBackend } from '../../../lib/engine/tensorflow/detect.ts';
import { loadTensorFlow, type TensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import type { NativeBackend } from '../../../lib/engine/tensorflow/native.ts';
import { BATCH, noise, options } from './examples.ts';
import { branching } from './networks.ts';

const { backend, reason } = detectBackend();
const skipped = backend === 'tensorflow' ? '' : ` (skipped: needs native TensorFlow; ${reason})`;

it('the graph engine says why it cannot run without native TensorFlow', () => {
  const without = { backend: 'wasm', version: 'wasm-4.22.0', reason: 'wasm: asked for' } as TensorFlow;
  expect(() => graphEngine(without)).toThrow(/native TensorFlow: wasm: asked for/);
});

describe.skipIf(skipped)(`a graph program${skipped}`, () => {
  let tensorflow: TensorFlow;
  let native: NativeBackend;
  let engine: Engine;
  let calls = 0;

  beforeAll(async () => {
    tensorflow = await loadTensorFlow();
    native = tensorflow.native!;
    const counting: NativeBackend = {
      binding: native.binding,
      runSavedModel(...call) {
        calls++;
        return native.runSavedModel(...call);
      },
    };
    engine = graphEngine({ ...tensorflow, native: counting });
  });

  function withProgram(compiled: CompileOptions, use: (program: Program) => void): void {
    const program = engine.compile(compiled);
    try {
      use(program);
    } finally {
      program.dispose();
    }
  }

  const callsOf = (use: () => void) => {
    const before = calls;
    use();
    return calls - before;
  };

  const alive = () => ({
    tensors: tensorflow.tf.memory().numTensors,
    handles: native.binding.getNumOfTensors(),
    models: native.binding.getNumOfSavedModels(),
  });

  it('makes one session call a step, and one for a state', () => {
    withProgram(options({}, branching()), (program) => {
      expect(callsOf(() => program.step(BATCH, 0, 0.1))).toBe(1);
      expect(callsOf(() => program.writeState(program.readState()))).toBe(2);
    });
  });

  it('copies examples into the graph once, and evaluates them in parts of 250', () => {
    const examples = noise(600);
    withProgram(options(), (program) => {
      expect(callsOf(() => program.evaluate(examples))).toBe(2 + 3);
      expect(callsOf(() => program.evaluate(examples))).toBe(3);
    });
  });

  it('weighs the parts of an evaluation by their size', () => {
    const whole = noise(300);
    const part = (from: number, to: number): Examples => ({
      features: whole.features.slice(from * 64, to * 64),
      labels: whole.labels.slice(from, to),
      count: to - from,
    });
    withProgram(options(), (program) => {
      const [all, first, last] = [whole, part(0, 100), part(100, 300)].map((each) => program.evaluate(each));
      expect(all!.loss).toBeCloseTo((first!.loss + 2 * last!.loss) / 3, 5);
      expect(all!.accuracy).toBeCloseTo((first!.accuracy! + 2 * last!.accuracy!) / 3, 10);
      expect(first!.loss).not.toBeCloseTo(last!.loss, 5);
      expect(program.evaluate(whole)).toEqual(all);
    });
  });

  it('keeps no tensor between calls, and nothing after dispose', () => {
    const start = alive();
    const program = engine.compile(options());
    const compiled = { ...start, models: start.models + 1 };
    expect(alive()).toEqual(compiled);
    for (let i = 0; i < 20; i++) program.step(BATCH, i, 0.1);
    program.evaluate(noise(5));
    program.writeState(program.readState());
    expect(() => program.step(Int32Array.of(0), 0, 0.1)).toThrow();
    expect(alive()).toEqual(compiled);
    program.dispose();
    expect(alive()).toEqual(start);
    expect(() => program.step(BATCH, 0, 0.1)).toThrow();
    engine.time([options()], 2);
    expect(alive()).toEqual(start);
  });

  it('leaves no file, and two programs at once share nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'spotnas-test-'));
    const before = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
      withProgram(options(), (one) =>
        withProgram(options(), (other) => {
          const untouched = one.readState();
          other.step(BATCH, 0, 0.1);
          expect(one.readState()).toEqual(untouched);
          expect(other.readState()).not.toEqual(untouched);
          expect(readdirSync(folder)).toEqual([]);
        }),
      );
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      rmSync(folder, { recursive: true });
    }
  });

  it('hands out a state that later steps do not touch', () => {
    withProgram(options(), (program) => {
      const state = program.readState();
      const copy = new Map([...state].map(([name, values]) => [name, values.slice()]));
      program.step(BATCH, 0, 0.1);
      expect(state).toEqual(copy);
    });
  });

  it.each<[string, Partial<CompileOptions>, RegExp]>([
    ['a missing weight', { weights: new Map() }, /^state a\/conv\/kernel: got nothing; allowed: 36 numbers$/],
    ['too few labels', { train: { ...noise(8), labels: new Int32Array(7) } }, /^train.labels: got 7 .* exactly 8$/],
    [
      'too few pixels',
      { train: { ...noise(7), count: 8, labels: new Int32Array(8) } },
      /^train.features: got 448 .* 512$/,
    ],
    [
      'a label too many',
      { train: { ...noise(8), labels: Int32Array.of(0, 1, 2, 3, 0, 0, 0, 0) } },
      /labels: got 3; .*2$/,
    ],
  ])('rejects %s and leaves nothing behind', (_case, changes, message) => {
    const start = alive();
    expect(() => engine.compile(options(changes))).toThrow(message);
    expect(alive()).toEqual(start);
  });

  it.each<[string, (program: Program) => void, RegExp]>([
    ['a short batch', (program) => program.step(Int32Array.of(0), 0, 0.1), /^indices: got 1; allowed: exactly .* 4$/],
    ['an index too large', (program) => program.step(Int32Array.of(0, 1, 2, 8), 0, 0.1), /^indices: got 8; .* 0 to 7$/],
    ['an index below 0', (program) => program.step(Int32Array.of(0, 1, -1, 2), 0, 0.1), /^indices: got -1/],
    [
      'floats where it was compiled for bytes',
      (program) => program.evaluate({ ...noise(2), features: new Float32Array(128) }),
      /^examples.features: got a Float32Array; allowed: bytes/,
    ],
    [
      'an unknown weight',
      (program) => program.writeState(changed('x/kernel', 1)(program)),
      /^state x\/kernel: .*no such/,
    ],
    ['a weight of another size', (program) => program.writeState(changed('dense/bias', 2)(program)), /got 2; .*3 num/],
    [
      'a slot of the other optimiser',
      (program) => program.writeState(changed('step', 1)(program)),
      /^state step: the network has no such weight/,
    ],
  ])('rejects %s and changes nothing', (_case, use, message) => {
    withProgram(options(), (program) => {
      const before = program.readState();
      expect(() => use(program)).toThrow(message);
      expect(program.readState()).toEqual(before);
    });
  });

  const changed =
    (name: string, size: number) =>
    (program: Program): State =>
      new Map(program.readState()).set(name, new Float32Array(size));
});
