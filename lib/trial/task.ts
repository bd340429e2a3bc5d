/** What a network learns; decides its loss and its score. */
export type Task = 'classification' | 'regression' | 'detection';

/** What a search maximises, by task, on the validation split; 1 is perfect. */
export const SCORES = { classification: 'accuracy', regression: 'r2', detection: 'map50' } as const;
export const TASKS = Object.keys(SCORES) as readonly Task[];
export type Score = (typeof SCORES)[Task];

/** What a score is called in text. */
export const SCORE_WORDS: Readonly<Record<Score, string>> = { accuracy: 'accuracy', r2: 'R²', map50: 'mAP@0.5' };
