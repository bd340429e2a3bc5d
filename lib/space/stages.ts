import type { JsonObject } from '../trial/trial.ts';
import { type Decision, field } from './decisions.ts';

/** The decision that a field of one stage holds. */
export function ofStage<S extends JsonObject, A extends JsonObject & { readonly stages: readonly S[] }>() {
  return <K extends keyof S & string>(index: number, key: K, choices: readonly S[K][]): Decision<A> => {
    const stage = field<S, K>(key, choices);
    return {
      choices,
      read: ({ stages }) => stage.read(stages[index]!),
      write: (encoding, choice) => ({
        ...encoding,
        stages: encoding.stages.with(index, stage.write(encoding.stages[index]!, choice)),
      }),
    };
  };
}
