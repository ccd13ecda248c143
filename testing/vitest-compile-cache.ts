import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..');
/** Halves the processor time that a process of ours takes to start: 0.9 s instead of 1.7 s. */
const folder = join(project, 'node_modules', '.cache', 'greenlight-compiled');
const WARM = `
  import { flushCompileCache } from 'node:module';
  await Promise.all(['bot', 'agents', 'governor', 'sandbox'].map((part) => import('./' + part + '/start.ts')));
  flushCompileCache();
  process.exit(0);`;

/** Keeps compiled modules for the processes that tests start; those that are killed would never store them. */
export default function setup(): () => void {
  process.env.NODE_COMPILE_CACHE ??= folder;
  const warming = spawn(process.execPath, ['--input-type=module', '--eval', WARM], {
    cwd: project,
    stdio: 'ignore',
  });
  return () => {
    warming.kill();
  };
}
