/** What one container does: reads the data set and measures the device, trains trials, or measures what was retrained. */
export type WorkItem =
  | { readonly kind: 'prepare'; readonly searchId: string }
  | { readonly kind: 'measure'; readonly searchId: string }
  | { readonly kind: 'train'; readonly searchId: string; readonly trials: readonly number[] };

/**
 * The text of a work item: `prepare`, `measure`, or the numbers of its trials, `17,18,19`. Short, because a generation's items travel
 * together through the state machine.
 */
export const workText = (item: WorkItem): string => (item.kind === 'train' ? item.trials.join(',') : item.kind);

/** The work item that a text stands for. @throws RangeError for any other text */
export function readWork(searchId: string, text: string): WorkItem {
  if (text === 'prepare' || text === 'measure') return { kind: text, searchId };
  if (/^[1-9]\d*(,[1-9]\d*)*$/.test(text)) return { kind: 'train', searchId, trials: text.split(',').map(Number) };
  throw new RangeError(
    `work: got ${JSON.stringify(text)}; allowed: prepare, measure, or numbers of trials such as 17,18`,
  );
}
