import { createTask, type ScheduledTask, validate } from 'node-cron';
import type { GovernorSettings } from '../platform/config.ts';
import { connectDatabase } from '../platform/db.ts';
import { ExpectedError } from '../platform/errors.ts';
import type { Part, PartContext } from '../platform/part.ts';
import { watchPart } from '../platform/part-watch.ts';
import { noTraces } from '../platform/traces.ts';
import { Rounds } from '../platform/wake/rounds.ts';
import { createWork } from '../platform/wake/work.ts';
import { within } from '../platform/within.ts';
import { outreachForGovernor } from '../ports/outreach.ts';
import { beat } from './beat/beat.ts';
import { beatUntilStopped } from './beat/beat-until-stopped.ts';
import { createBeats } from './beat/beats.ts';
import { countReleases } from './beat/count-releases.ts';
import { databaseClock } from './beat/database-clock.ts';
import { keepHolidays } from './beat/keep-holidays.ts';
import { profileReads } from './beat/profile-reads.ts';
import { wakeOutbox } from './beat/wake-outbox.ts';
import { governorMeters, outreachFigures } from './governor-meters.ts';
import type { GovernorTools } from './governor-tools.ts';
import { inboxReads } from './inbox/inbox-reads.ts';
import { readAccountStatus } from './inbox/poll-inbox.ts';
import { receiveWebhook } from './inbox/webhooks/receive.ts';
import { beatTiming, latenessOf } from './plan/beat-timing.ts';
import { openProvider } from './providers/open-provider.ts';

export interface Governor extends Part {
  /** One whole beat now, without waiting for the cron. Resolves when it has ended, its provider calls included. */
  beat(): Promise<void>;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
}

/** Releases approved outreach; receives what the provider reports. */
export async function startGovernor(settings: GovernorSettings, context: PartContext): Promise<Governor> {
  const { clock, random, hints, sleeps = false } = context;
  const watch = watchPart('governor', context);
  const { log } = watch;
  if (!validate(settings.cron))
    throw new ExpectedError(
      'bad_configuration',
      `GOVERNOR_CRON: "${settings.cron}" is no cron expression, e.g. "* * * * *"`,
    );
  const counted = countReleases(
    outreachForGovernor(connectDatabase(settings.database, undefined, watch.heard)('outreach')),
  );
  const outreach = wakeOutbox(counted.outreach, hints.outbox);
  const line = watch.line('unipile');
  const meters = governorMeters(watch.meters);
  // There from the start, so that a governor that never ends a beat is seen.
  meters.beat({ outcome: 'ok' }, 0);
  outreachFigures(watch.meters, () => outreach.governorMetrics());
  const { provider, webhooks } = openProvider(settings.unipile, {
    line,
    meters,
    fetch: globalThis.fetch,
    clock,
    random,
    log,
  });
  const tools: GovernorTools = {
    outreach,
    provider,
    databaseClock: databaseClock(clock),
    profiles: profileReads(),
    inbox: inboxReads(),
    worker: `governor-${random.id().slice(0, 8)}`,
    lateMs: latenessOf(beatTiming),
    clock,
    random,
    log,
    meters,
    traces: context.traces ?? noTraces,
  };
  const beats = createBeats(async () => {
    await keepHolidays(tools);
    await beat(tools);
  });
  const metered = {
    now: () =>
      beats.now().then(
        () => meters.beat({ outcome: 'ok' }),
        (error: unknown) => {
          meters.beat({ outcome: 'failed' });
          throw error;
        },
      ),
  };
  // `maxRandomDelay` draws anew for every beat.
  const task: ScheduledTask = createTask(
    settings.cron,
    () => metered.now().catch((error: unknown) => log.error('beat_failed', { error })),
    {
      noOverlap: true,
      maxRandomDelay: beatTiming.jitterMs,
      suppressMissedWarning: true,
    },
  );
  tools.lateMs = latenessOf({ ...beatTiming, everyMs: periodOf(task) });
  // Who sleeps is woken by a scheduler of the host instead, as often as the same setting says.
  if (!sleeps) task.start();
  const rounds = new Rounds({ hurried: sleeps, clock, random, log });
  const work = createWork(
    () =>
      sleeps
        ? [
            rounds.begin(),
            beatUntilStopped({ beats: metered, done: counted.done, rounds, clock, random, log }),
          ]
        : [],
    { rounds, sleeps, clock },
  );

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
        await outreach.holidayGaps();
        if (settings.unipile.webhookSecret === '')
          return { ok: false, reason: 'UNIPILE_WEBHOOK_SECRET is not set: every webhook is refused' };
        return line.refusal === null
          ? { ok: true }
          : { ok: false, reason: `Unipile refuses the key: ${line.refusal}. Look at UNIPILE_API_KEY` };
      } catch (error) {
        return { ok: false, reason: error instanceof Error ? error.message : String(error) };
      }
    },
    wake: work.wake,
    async stop(deadlineMs) {
      await task.destroy();
      beats.stop();
      await work.stop(deadlineMs);
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
  return first && second ? second.getTime() - first.getTime() : beatTiming.everyMs;
}
