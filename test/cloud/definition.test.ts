import aslValidator from 'asl-validator';
import { StateMachine } from 'aws-local-stepfunctions';
import { describe, expect, it } from 'vitest';
import { definitionOf, localDefinition } from '../../lib/local/definition.ts';
import { projectRoot, synthesise } from './synth.ts';

const text = definitionOf(synthesise().template.toJSON() as Parameters<typeof definitionOf>[0]);

describe('the state machine', () => {
  it('is what the local runner executes, byte for byte once references are resolved', () => {
    expect(localDefinition(projectRoot, 'graph/tensorflow-2.21.0-cuda').text).toBe(text);
    expect(localDefinition(projectRoot, 'layers/wasm-4.22.0').text).toBe(text);
  });

  it('is valid for Step Functions and for the local interpreter', () => {
    const definition = JSON.parse(text);
    expect(aslValidator(definition)).toMatchObject({ isValid: true, errors: [] });
    expect(() => new StateMachine(definition)).not.toThrow();
  });

  it('has a time-out on every task', () => {
    const tasks = tasksOf(JSON.parse(text).States);
    expect(tasks.length).toBeGreaterThan(8);
    for (const [name, task] of tasks) expect(task.TimeoutSeconds, name).toBeGreaterThan(0);
  });
});

interface State {
  readonly Type: string;
  readonly TimeoutSeconds?: number;
  readonly ItemProcessor?: { readonly States: Readonly<Record<string, State>> };
}

const tasksOf = (states: Readonly<Record<string, State>>): [string, State][] =>
  Object.entries(states).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [[name, state] as [string, State]] : []),
    ...(state.ItemProcessor ? tasksOf(state.ItemProcessor.States) : []),
  ]);
