import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CrashOptions } from '../../testing/agents/crash-runner.ts';

const SCRIPT = join(import.meta.dirname, '../../testing/agents/crash-runner.ts');

const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/greenlight-compiled');

/** A runner in a process of its own. */
export interface RunnerProcess {
  /** The `sub` of its token, by which the journal knows it. */
  name: string;
  startedAt: number;
  /** ms of `Date.now()`, once it has ended. */
  endedAt: number | null;
  /** Ends with the signal that ended it. */
  exited: Promise<string>;
  /** How often it told each event. */
  told: Map<string, number>;
  signal(name: NodeJS.Signals): void;
  /** Has it kill itself at the next call of that name, e.g. `settle_usage:after`. */
  dieAt(point: string): void;
}

export function startRunner(name: string, options: CrashOptions): RunnerProcess {
  const child: ChildProcess = spawn(process.execPath, [SCRIPT, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Halves the processor time of a start.
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env },
  });
  const runner: RunnerProcess = {
    name,
    startedAt: Date.now(),
    endedAt: null,
    exited: once(child, 'exit').then(([code, signal]) => {
      runner.endedAt = Date.now();
      return String(signal ?? code);
    }),
    told: new Map(),
    signal: (signalName) => child.kill(signalName),
    dieAt: (point) => {
      if (child.connected) child.send(point, () => {});
    },
  };
  let rest = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = eventOf(line);
      runner.told.set(event, (runner.told.get(event) ?? 0) + 1);
    }
  });
  return runner;
}

/** The event with its code; the line itself where it is no line of the log, which no runner should write. */
function eventOf(line: string): string {
  try {
    const { msg, code } = JSON.parse(line);
    return code === undefined ? String(msg) : `${msg} ${code}`;
  } catch {
    return line.slice(0, 200);
  }
}
