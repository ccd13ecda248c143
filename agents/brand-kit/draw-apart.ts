import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./draw-logo-program.ts', import.meta.url));

type Drawn = 'drawn' | 'blank' | 'not_drawable' | 'too_complex';

/**
 * Draws a logo in a process of its own. Native code that draws cannot be asked to stop, neither by a signal of ours nor
 * by ending its thread: only a process can be ended.
 */
export function drawApart(svg: string, ms: number): Promise<Drawn> {
  return new Promise((resolve) => {
    const options = { timeout: ms, killSignal: 'SIGKILL', env: {}, maxBuffer: 1024 } as const;
    const child = execFile(process.execPath, [PROGRAM], options, (error, stdout) => {
      if (error?.killed) resolve('too_complex');
      else resolve(stdout === 'drawn' || stdout === 'blank' ? stdout : 'not_drawable');
    });
    // A process that ended before it read everything is told by its end.
    child.stdin?.on('error', () => {});
    child.stdin?.end(svg);
  });
}
