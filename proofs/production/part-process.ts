import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');
const guard = join(import.meta.dirname, 'refuse-foreign-modules.ts');

/** One part in a process of its own, configured by an .env file alone. */
export interface PartProcess {
  url: string;
  pid: number;
  /** ms from spawn to `ready`. */
  startMs: number;
  ready(): Promise<{ status: number; body: { ok: boolean; parts?: Record<string, { reason?: string }> } }>;
  /** Megabytes that are resident now. */
  rssMb(): number;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
  /** All that it wrote to standard error. */
  errors(): string;
  /** Its log, an object a line. */
  log(): { event: string; [field: string]: unknown }[];
}

export interface PartOptions {
  env: Record<string, string>;
  /** The folder with main.ts; default: the project. */
  folder?: string;
  /** Without the hook that watches what it loads, for figures. */
  bare?: boolean;
  /** Another user than the one who runs this. */
  uid?: number;
  gid?: number;
  /** Where Node is; default: the one that runs this. */
  node?: string;
}

/** @throws {Error} With everything it wrote to standard error, when it ends before it is ready. */
export async function startPart({
  env,
  folder = project,
  bare = false,
  node = process.execPath,
  ...user
}: PartOptions): Promise<PartProcess> {
  const settings = mkdtempSync(join(tmpdir(), 'greenlight-part-'));
  const file = join(settings, '.env');
  writeFileSync(
    file,
    Object.entries(env)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    { mode: 0o600 },
  );
  if (user.uid !== undefined) {
    chmodSync(settings, 0o755);
    chmodSync(file, 0o644);
  }
  const began = performance.now();
  const preload = folder === project && !bare ? ['--import', guard] : [];
  const child = spawn(node, [`--env-file=${file}`, ...preload, join(folder, 'main.ts')], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Another user may not write there.
    env: {
      PATH: process.env.PATH,
      ...(user.uid === undefined ? { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE } : {}),
    },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  try {
    const url = await new Promise<string>((ready, reject) => {
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        const found = /^ready (\S+)$/m.exec(out)?.[1];
        if (found) ready(found);
      });
      child.once('error', reject);
      void exited.then((code) => reject(new Error(`The part ended with ${code}:\n${errors}`)));
    });
    return {
      url,
      pid: child.pid ?? 0,
      startMs: performance.now() - began,
      ready: async () => {
        const answer = await fetch(`${url}/readyz`);
        return { status: answer.status, body: await answer.json() };
      },
      rssMb: () => rssMb(child.pid ?? 0),
      stop: async () => {
        child.kill('SIGTERM');
        return exited;
      },
      kill: async () => {
        child.kill('SIGKILL');
        await exited;
      },
      errors: () => errors,
      log: () =>
        errors
          .split('\n')
          .filter((line) => line.startsWith('{') && line.endsWith('}'))
          .map((line) => {
            const { msg, ...fields } = JSON.parse(line);
            return { event: msg, ...fields };
          }),
    };
  } finally {
    rmSync(settings, { recursive: true });
  }
}

function rssMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
}
