import { createServer } from 'node:net';
import { z } from 'zod';
import { type Check, type Finding, fail, ok } from '../check.ts';

const DEADLINE_MS = 5000;
const readiness = z.object({
  ok: z.boolean(),
  parts: z.record(z.string(), z.object({ ok: z.boolean(), reason: z.string().optional() })),
});

/** The port is free, or a sandbox answers there and is ready. */
export const sandboxPort: Check = {
  name: 'port',
  applies: ({ mode }) => mode === 'sandbox',
  async run({ subject }) {
    const port = Number(subject.env.PORT ?? 3000);
    if (!Number.isInteger(port)) return fail(`PORT is no number`, 'Set PORT to a number from 0 to 65535.');
    const code = await tryPort(port);
    if (code === null) return ok(`${port} is free`);
    if (code !== 'EADDRINUSE')
      return fail(`${port} cannot be opened: ${code}`, 'Set PORT to another one, above 1023.');
    return askRunning(`http://127.0.0.1:${port}`);
  },
};

function tryPort(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(null)));
  });
}

async function askRunning(url: string): Promise<Finding> {
  const ask = (path: string) => fetch(`${url}${path}`, { signal: AbortSignal.timeout(DEADLINE_MS) });
  try {
    const state = await ask('/sandbox/api/state');
    const ready = readiness.safeParse(await (await ask('/readyz')).json());
    if (!state.ok || !ready.success) throw new Error('not a sandbox');
    const reasons = Object.entries(ready.data.parts).flatMap(([part, { ok: fine, reason }]) =>
      fine ? [] : [`${part}: ${reason}`],
    );
    return reasons.length === 0
      ? ok(`a sandbox runs at ${url} and is ready`)
      : fail(
          `a sandbox runs at ${url} and is not ready: ${reasons.join('; ')}`,
          'See its log; start it again.',
        );
  } catch {
    return fail(`another program uses ${url}`, 'Stop it, or set PORT to another one.');
  }
}
