import type { Task } from '../trial/task.ts';

/** What is learnt from a source: boxes where the source has boxes, numbers where its specification says so, else classes. */
export function taskOf({ source, task }: { readonly source?: unknown; readonly task?: unknown }): Task {
  if (source === 'coco' || source === 'voc') return 'detection';
  return task === 'regression' ? 'regression' : 'classification';
}
