import { instanceMetadata, type Metadata } from './metadata.ts';

/** What AWS recommends; a notice comes two minutes before the instance goes. */
const INTERVAL_MS = 5000;

export interface ReclaimWatch {
  /** Aborts when AWS takes the instance back; its reason is the notice's text. */
  readonly signal: AbortSignal;
  stop(): void;
}

/**
 * Watches for the notice that AWS takes this spot instance back. Its category is there (not 404) from then on. An instance
 * on demand never has it. A question that fails is asked again at the next turn. Does not keep the process alive.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
 */
export function watchReclaim(metadata: Metadata = instanceMetadata(), intervalMs = INTERVAL_MS): ReclaimWatch {
  const reclaim = new AbortController();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const notice = await metadata.get('spot/instance-action').catch(() => undefined);
    if (stopped) return;
    if (notice !== undefined) return reclaim.abort(notice);
    timer = setTimeout(() => void look(), intervalMs).unref();
  }

  void look();
  return {
    signal: reclaim.signal,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
