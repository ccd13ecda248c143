import type { Delivery } from './deliver.ts';
import { enterpriseOf, homeOf } from './home.ts';
import { newId } from './ids.ts';
import { app, team } from './manifest.ts';
import type { Channel, Json } from './shapes.ts';
import type { Workspace } from './workspace.ts';

/**
 * Queues an event for the app, if its manifest subscribes to it. The row is part of the caller's transaction, so an event is neither lost by a kill nor
 * sent for something that was rolled back.
 *
 * @param where.by Who caused it, for the workspace that it came from.
 */
export function emitEvent(ws: Workspace, event: Json, where: { channel?: Channel; by?: string } = {}): void {
  if (!ws.subscribedEvents.some((type) => type === event.type)) return;
  if (!ws.pacing.event()) {
    tellLimited(ws);
    return;
  }
  const eventId = newId('Ev');
  const enterpriseId = enterpriseOf(ws)?.id ?? null;
  const envelope: Json = {
    token: ws.secrets.verificationToken,
    // Where it happened: in a shared channel that may be the workspace of who wrote.
    team_id: where.by === undefined ? team.id : homeOf(ws, where.by),
    ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
    context_team_id: team.id,
    context_enterprise_id: enterpriseId,
    api_app_id: app.app_id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(ws.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: team.id,
        user_id: app.bot_user_id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: (where.channel?.shared_with ?? []).length > 0,
    event_context: `4-${eventId}`,
  };
  ws.db
    .prepare('insert into events (event_id, body) values (?, ?)')
    .run(eventId, JSON.stringify({ envelope }));
  ws.inFlight.later(0, () => deliverEvent(ws, eventId));
}

/** What is beyond Slack's rate is lost; the app hears of it, once for each minute. */
function tellLimited(ws: Workspace): void {
  const minute = ws.pacing.untoldMinute();
  if (minute === undefined) return;
  ws.inFlight.later(0, () =>
    ws.deliver.event({
      token: ws.secrets.verificationToken,
      type: 'app_rate_limited',
      team_id: team.id,
      minute_rate_limited: minute,
      api_app_id: app.app_id,
    }),
  );
}

/** After a restart: what had not been acknowledged is sent again, as Slack's retry would come. */
export function resumeEvents(ws: Workspace, delayMs: number): void {
  for (const row of ws.db.prepare('select event_id from events order by rowid').all()) {
    ws.inFlight.later(delayMs, () => deliverEvent(ws, String(row.event_id)));
  }
}

async function deliverEvent(ws: Workspace, eventId: string): Promise<void> {
  if (ws.inFlight.stopped) return;
  const row = ws.db.prepare('select attempts, body from events where event_id = ?').get(eventId);
  if (!row) return;
  const attempts = Number(row.attempts);
  const kept = JSON.parse(String(row.body)) as { envelope: Json; reason?: string };
  const retry = attempts === 0 ? undefined : { num: attempts, reason: kept.reason ?? 'unknown_error' };
  const delivery = await ws.deliver.event(kept.envelope, retry);
  if (ws.inFlight.stopped) return;
  const wait = ws.timing.eventRetryMs[attempts];
  if (isTaken(delivery) || delivery.noRetry || wait === undefined) {
    ws.db.prepare('delete from events where event_id = ?').run(eventId);
    if (!isTaken(delivery)) ws.log.warn('slack_event_given_up', { code: delivery.reason ?? 'no_retry' });
    return;
  }
  ws.db
    .prepare('update events set attempts = ?, body = ? where event_id = ?')
    .run(attempts + 1, JSON.stringify({ ...kept, reason: delivery.reason }), eventId);
  ws.inFlight.later(wait, () => deliverEvent(ws, eventId));
}

const isTaken = (delivery: Delivery): boolean => delivery.status >= 200 && delivery.status < 300;
