import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { said } from '../slack/blocks.ts';
import type { InFlight } from '../slack/in-flight.ts';

/** Where the person is who waits for an answer; each kind of payload says it in another place. */
interface Payload {
  team_id?: string;
  user_id?: string;
  channel_id?: string;
  response_url?: string;
  team?: { id?: string } | null;
  user?: { id?: string };
  channel?: { id?: string };
  event?: { user?: string; channel?: string; thread_ts?: string };
  message?: { ts?: string; thread_ts?: string };
  view?: unknown;
}

/**
 * Around every handler: stopping can wait for it, and what goes wrong unexpectedly is logged once, with a reference
 * that the person gets too.
 */
export function answerFailures(desk: Desk, inFlight: InFlight): Middleware<AnyMiddlewareArgs> {
  return async ({ next, body, ...args }) => {
    const work = next();
    inFlight.add(work);
    try {
      await work;
    } catch (error) {
      const reference = desk.random.id().slice(0, 8);
      desk.log.error('handler_failed', { code: reference, error });
      if ('ack' in args && typeof args.ack === 'function') {
        // Slack would show its own error after 3 s; it is no matter when the handler has acknowledged before.
        await Promise.resolve(args.ack()).catch(() => {});
      }
      await tellReference(desk, body as Payload, reference);
    }
  };
}

async function tellReference(desk: Desk, body: Payload, reference: string): Promise<void> {
  const userId = body.user_id ?? body.user?.id;
  // No person waits for the answer to an event.
  if (!userId || body.event) return;
  const texts = await desk.textsFor(body.team_id ?? body.team?.id ?? '');
  const text = texts.unexpected(reference);
  await desk.tell(
    {
      user_id: userId,
      channel_id: body.channel_id ?? body.channel?.id ?? null,
      thread_ts: body.message?.thread_ts,
      response_url: body.channel_id ? body.response_url : null,
    },
    { text, blocks: [said(text)] },
  );
}
