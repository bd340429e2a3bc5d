import { describe, expect, it } from 'vitest';
import { TrialLimitError } from '../../lib/training/errors.ts';
import { checkLimits } from '../../lib/training/limits.ts';

describe('limits of a trial', () => {
  it('lets a trial be that stays within them', () => {
    expect(() => checkLimits({}, { seconds: 1e9, step: 1 })).not.toThrow();
    expect(() => checkLimits({ seconds: 60, bytes: 2 ** 45 }, { seconds: 60, step: 1 })).not.toThrow();
  });

  it('fails one that takes longer', () => {
    const late = () => checkLimits({ seconds: 90 }, { seconds: 120, step: 7 });
    expect(late).toThrow(TrialLimitError);
    expect(late).toThrow('limits.minutes: got 2 minutes at step 7; allowed: 1.5 minutes');
  });

  it('fails one that holds more memory', () => {
    expect(() => checkLimits({ bytes: 2 ** 20 }, { seconds: 0, step: 3 })).toThrow(
      /^limits\.memoryGiB: got [\d.]+ GiB at step 3; allowed: 0 GiB$/,
    );
  });
});
