/**
 * The process of one Lambda: loads the bundle that argv names and calls its handler with every event it is sent. What it
 * says of an error is what AWS's runtime for Node says.
 */
const [bundle, handlerName] = process.argv.slice(2) as [string, string];
const { [handlerName]: handler } = (await import(bundle)) as Record<string, (event: unknown) => unknown>;

process.on('message', async (event) => {
  try {
    process.send!({ result: (await handler!(event)) ?? null });
  } catch (thrown) {
    const { name, message, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown));
    process.send!({ error: { errorType: name, errorMessage: message, trace: stack.split('\n') } });
  }
});
process.send!('ready');

export {};
