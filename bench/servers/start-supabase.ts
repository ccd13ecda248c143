import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface SupabaseProcess {
  url: string;
  publishableKey: string;
  tokens: { greenlight_bot: string; greenlight_agent: string };
  /** As the schemas' owner, in a transaction of its own. */
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  stop(): Promise<void>;
}

/** Supabase in a process of its own, whose work is then no part of what the bench's process takes. */
export async function startSupabaseProcess(dataFolder: string): Promise<SupabaseProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    [resolve(import.meta.dirname, 'supabase.ts'), dataFolder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (!child.stdout) throw new Error('Supabase has no output');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const started = JSON.parse(line.replace(/^ready /, ''));
  return {
    ...started,
    async query(sql, values = []) {
      const response = await fetch(`${started.url}/owner`, {
        method: 'POST',
        body: JSON.stringify({ sql, values }),
      });
      const answer = (await response.json()) as { rows: Record<string, unknown>[]; message?: string };
      if (answer.message !== undefined) throw new Error(`${sql}: ${answer.message}`);
      return answer;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
