import { beat } from '../../governor/beat/beat.ts';
import { createBeats } from '../../governor/beat/beats.ts';
import { databaseClock } from '../../governor/beat/database-clock.ts';
import { keepHolidays } from '../../governor/beat/keep-holidays.ts';
import { profileReads } from '../../governor/beat/profile-reads.ts';
import { noGovernorMeters } from '../../governor/governor-meters.ts';
import type { GovernorTools } from '../../governor/governor-tools.ts';
import { inboxReads } from '../../governor/inbox/inbox-reads.ts';
import { readAccountStatus } from '../../governor/inbox/poll-inbox.ts';
import { receiveWebhook } from '../../governor/inbox/webhooks/receive.ts';
import { beatTiming, latenessOf } from '../../governor/plan/beat-timing.ts';
import { openProvider } from '../../governor/providers/open-provider.ts';
import { Outage } from '../../platform/outage.ts';
import { noTraces } from '../../platform/traces.ts';
import { outreachForGovernor } from '../../ports/outreach.ts';
import type { SimulatedProcess } from '../simulation/virtual-time.ts';
import { ask } from './http-in-memory.ts';
import type { OutreachWorld } from './outreach-world.ts';

export interface RunningGovernor {
  process: SimulatedProcess;
  beat(): Promise<void>;
  idle(): Promise<void>;
  receive(url: string, init: RequestInit): Promise<Response>;
}

/** A process of the governor, put together as governor/start.ts does, but for the cron: the story says when it beats. */
export function startGovernor(world: OutreachWorld, process: SimulatedProcess): RunningGovernor {
  const { database, faults, linkedIn, log, wall } = world;
  const { random, skewMs } = process;
  const clock = { ...process.clock, now: () => wall.now() + skewMs, elapsed: () => world.time.now };
  const outreach = outreachForGovernor(database.rpc('greenlight_governor', faults));
  const { provider, webhooks } = openProvider(linkedIn.unipile, {
    line: new Outage('unipile', clock, log),
    meters: noGovernorMeters,
    fetch: linkedIn.fetch,
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
    worker: `governor-${process.name}`,
    lateMs: latenessOf(beatTiming),
    clock,
    random,
    log,
    meters: noGovernorMeters,
    traces: noTraces,
  };
  const beats = createBeats(async () => {
    await keepHolidays(tools);
    await beat(tools);
  });
  const handle = receiveWebhook({
    outreach,
    webhooks,
    confirmStatus: (accountId) => readAccountStatus(tools, accountId),
    clock,
    log,
  });
  return {
    process,
    beat: () => beats.now(),
    idle: () => beats.idle(),
    receive: (url, init) => ask(handle, url, init),
  };
}
