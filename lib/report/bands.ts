import type { Trial } from '../trial/trial.ts';
import type { Scale } from './scales.ts';

/** A generation's stretch of a plot by trial number. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** Empty where the stretch is too narrow for it. */
  readonly label: string;
  readonly shaded: boolean;
}

const NARROWEST_LABEL = 16;

/** One band a generation, then one for all that was retrained. Trials are given by number. */
export function bands(trials: readonly Trial[], scale: Scale): readonly Band[] {
  const groups = Map.groupBy(trials, ({ kind, generation }) => (kind === 'final' ? 'retrained' : `${generation}`));
  return [...groups].map(([name, members], i) => {
    const from = scale(members[0]!.number - 0.5);
    const to = scale(members.at(-1)!.number + 0.5);
    const label = i === 0 && to - from > 90 ? `generation ${name}` : name;
    const narrowest = name === 'retrained' ? 58 : NARROWEST_LABEL;
    return { from, to, label: to - from >= narrowest ? label : '', shaded: i % 2 === 0 };
  });
}
