/**
 * Runs `steps` in order at the first SIGINT or SIGTERM, or when the launcher dies, and exits with 0, or with 1 when one of them failed.
 * A second signal exits at once.
 */
export function stopOnSignal(steps: (() => Promise<unknown>)[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    let code = 0;
    for (const step of steps) {
      await step().catch((error: unknown) => {
        process.stderr.write(
          `Stopping was not clean: ${error instanceof Error ? error.message : String(error)}\n`,
        );
        code = 1;
      });
    }
    process.exit(code);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // The launcher of an older Node holds this channel; when it is killed, no terminal could stop this process.
  if (process.channel) process.once('disconnect', stop);
}
