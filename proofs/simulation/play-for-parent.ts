import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';

/** The process that player.ts starts: it plays each story that it is sent, until its parent lets go. */
export function playForParent<Story, Played>(
  open: (dataFolder: string) => Promise<{ database: EmbeddedSupabase; play(story: Story): Promise<Played> }>,
): void {
  // Ctrl-C of the terminal reaches it as well: the parent ends it.
  process.on('SIGINT', () => {});
  const dataFolder = mkdtempSync(join(tmpdir(), 'greenlight-simulate-'));
  const ready = open(dataFolder);
  let last: Promise<unknown> = ready;
  const answer = async (story: Story) => {
    const played = await (await ready).play(story);
    // The parent may have let go over it.
    if (process.connected) process.send?.(played as object);
  };
  const end = async () => {
    const { database } = await ready;
    await last.catch(() => {});
    await database.stop();
    rmSync(dataFolder, { recursive: true, force: true });
    process.exit();
  };
  process.on('message', (story: Story) => {
    last = answer(story);
  });
  process.once('disconnect', end);
  process.once('SIGTERM', end);
}
