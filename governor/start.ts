import { type ScheduledTask, schedule, validate } from 'node-cron';
import type { GovernorSettings } from '../platform/config.ts';
import { connectDatabase } from '../platform/db.ts';
import { ExpectedError } from '../platform/errors.ts';
import type { Part, PartContext } from '../platform/part.ts';
import { within } from '../platform/within.ts';
import { outreachForGovernor } from '../ports/outreach.ts';
import { beat } from './beat/beat.ts';
import { createBeats } from './beat/beats.ts';
import { keepHolidays } from './beat/keep-holidays.ts';
import { profileReads } from './beat/profile-reads.ts';
import { wakeOutbox } from './beat/wake-outbox.ts';
import type { GovernorTools } from './governor-tools.ts';
import { inboxReads } from './inbox/inbox-reads.ts';
import { readAccountStatus } from './inbox/poll-inbox.ts';
import { receiveWebhook } from './inbox/webhooks/receive.ts';
import { openProvider } from './providers/open-provider.ts';

export interface Governor extends Part {
  /** One whole beat now, without waiting for the cron. Resolves when it has ended, its provider calls included. */
  beat(): Promise<void>;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
}

/** How much later than its minute a beat may start: a governor that always calls at :00 looks like what it is. */
const JITTER_MS = 45_000;
/** A beat that waits for its provider may delay the next one by so much. */
const GRACE_MS = 5 * 60_000;

/** Releases approved outreach; receives what the provider reports. */
export async function startGovernor(settings: GovernorSettings, context: PartContext): Promise<Governor> {
  const { log, clock, random, hints } = context;
  if (!validate(settings.cron))
    throw new ExpectedError(
      'bad_configuration',
      `GOVERNOR_CRON: "${settings.cron}" is no cron expression, e.g. "* * * * *"`,
    );
  const outreach = wakeOutbox(
    outreachForGovernor(connectDatabase(settings.database)('outreach')),
    hints.outbox,
  );
  const { provider, webhooks } = openProvider(settings.unipile, {
    fetch: globalThis.fetch,
    clock,
    random,
    log,
  });
  const tools: GovernorTools = {
    outreach,
    provider,
    profiles: profileReads(),
    inbox: inboxReads(),
    worker: `governor-${random.id().slice(0, 8)}`,
    lateMs: GRACE_MS,
    clock,
    random,
    log,
  };
  const beats = createBeats(async () => {
    await keepHolidays(tools);
    await beat(tools);
  });
  // `maxRandomDelay` draws anew for every beat.
  const task: ScheduledTask = schedule(
    settings.cron,
    () => beats.now().catch((error: unknown) => log.error('beat_failed', { error })),
    {
      noOverlap: true,
      maxRandomDelay: JITTER_MS,
      suppressMissedWarning: true,
    },
  );
  tools.lateMs += periodOf(task) + JITTER_MS;

  return {
    handle: receiveWebhook({
      outreach,
      webhooks: settings.unipile.webhookSecret === '' ? undefined : webhooks,
      confirmStatus: (accountId) => readAccountStatus(tools, accountId),
      clock,
      log,
    }),
    beat: () => beats.now(),
    idle: () => beats.idle(),
    async ready() {
      try {
        await outreach.expireDispatches();
        return settings.unipile.webhookSecret === ''
          ? { ok: false, reason: 'UNIPILE_WEBHOOK_SECRET is not set: every webhook is refused' }
          : { ok: true };
      } catch (error) {
        return { ok: false, reason: error instanceof Error ? error.message : String(error) };
      }
    },
    async stop(deadlineMs) {
      await task.destroy();
      beats.stop();
      const drained = await within(
        clock,
        deadlineMs,
        beats.idle().then(() => true),
      );
      // The call goes on until the process ends; its claim then expires to `unknown`, and is looked up.
      if (!drained) log.warn('stopped_with_a_release_under_way');
    },
  };
}

/** ms between two beats. */
function periodOf(task: ScheduledTask): number {
  const [first, second] = task.getNextRuns(2);
  return first && second ? second.getTime() - first.getTime() : 60_000;
}
