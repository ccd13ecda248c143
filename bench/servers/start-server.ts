import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** What the product is measured beside: a server in its own process that checks the signature and answers. */
export async function startServer(name: 'bare' | 'bolt', secret: string) {
  const file = resolve(import.meta.dirname, `${name}.ts`);
  const child: ChildProcess = spawn(process.execPath, [file, secret], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((done) =>
    child.stdout?.on('data', (chunk: Buffer) => done(/ready (\S+)/.exec(chunk.toString())?.[1] ?? '')),
  );
  return { name, url, secret, stop: () => child.kill() };
}
