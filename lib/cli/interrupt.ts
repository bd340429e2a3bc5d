/**
 * Lets the first Ctrl-C (or SIGTERM) stop the search gently; the second ends the process at once.
 * @returns a signal for the search, and how to stop listening
 */
export function interruptible(onFirst: () => void): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    onFirst();
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, interrupt);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of signals) process.off(name, interrupt);
    },
  };
}
