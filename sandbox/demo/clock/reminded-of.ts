import { systemClock } from '../../../platform/clock.ts';
import type { Owner } from './owner.ts';

const LOOK_MS = 50;
/** A bot that is cut off from Slack reminds no one: the clock goes on. */
const PATIENCE_MS = 4_000;

/** Resolves when the bot, which was told to look, has done and shown what is due by time alone. */
export async function remindedOf(owner: Owner): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const { rows } = await owner.query(
      `select exists (select from content.waits where look_at <= platform.now())
         or exists (select from content.outbox
           where kind = 'reminder' and wanted > shown and not given_up and run_at <= platform.now()) as waits`,
    );
    if (rows[0]?.waits !== true) return;
    await systemClock.sleep(LOOK_MS);
  }
}
