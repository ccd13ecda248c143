import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type Check, fail, ok } from '../check.ts';

const owner = z.object({ pid: z.number().int() });

/** The folder of everything that the sandbox keeps can be written, or is in use by a sandbox that runs. */
export const sandboxData: Check = {
  name: 'data folder',
  applies: ({ mode }) => mode === 'sandbox',
  async run({ subject }) {
    const folder = resolve(subject.env.GREENLIGHT_DATA ?? '.data');
    const pid = ownerOf(folder);
    if (pid !== null && isAlive(pid)) return ok(`${folder}, in use by process ${pid}`);
    let existing = folder;
    while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
    try {
      accessSync(existing, constants.W_OK);
      return ok(existing === folder ? folder : `${folder}, made at the first start`);
    } catch {
      return fail(
        `${existing} cannot be written`,
        'Change its owner, or set GREENLIGHT_DATA to another folder.',
      );
    }
  },
};

function ownerOf(folder: string): number | null {
  try {
    return owner.parse(JSON.parse(readFileSync(join(folder, 'supabase', 'owner.json'), 'utf8'))).pid;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
