import { expect } from 'vitest';
import type { BudgetStop, ContentForBot } from '../../ports/content.ts';
import type { useDatabase } from '../database/database.ts';
import { HANG_MS } from '../hang-ms.ts';

/**
 * With the answer that a job gets from its node `node`, in which `words` stand, its team's cap leaves room for no further call:
 * the job stops before the next one.
 */
export async function stopBehind(
  { node, words }: { node: string; words: string },
  db: ReturnType<typeof useDatabase>,
  bot: ContentForBot,
  start: () => Promise<string>,
): Promise<{ id: string; stop: BudgetStop }> {
  await db.owner.query(`
    create function content.cap_behind_a_call() returns trigger language plpgsql as $$
    begin
      insert into content.budget_caps (team_id, scope, tokens, changed_by) values (new.team_id, 'job', 1, 'test') on conflict do nothing;
      return null;
    end $$;
    create trigger cap_behind_a_call after update of state on content.usage_ledger for each row
      when (new.state = 'settled' and new.node = '${node}' and strpos(new.reply ->> 'text', '${words}') > 0)
      execute function content.cap_behind_a_call()`);
  try {
    const id = await start();
    const poll = { timeout: HANG_MS, interval: 40 };
    await expect.poll(async () => (await bot.getBudgetStop(id, 1))?.status, poll).toBe('open');
    const stop = await bot.getBudgetStop(id, 1);
    if (!stop) throw new Error(`Job "${id}" has no stop`);
    return { id, stop };
  } finally {
    await db.owner.query('drop function content.cap_behind_a_call cascade; delete from content.budget_caps');
  }
}
