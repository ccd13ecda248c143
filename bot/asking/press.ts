import type {
  BlockButtonAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { z } from 'zod';
import type { Desk } from '../desk.ts';
import { said } from '../slack/blocks.ts';
import type { TypedValues } from './keep-typed.ts';
import type { Recipient } from './tell.ts';

/** Who asked for something, and where the answer goes. */
export interface Asked {
  teamId: string;
  userId: string;
  triggerId: string;
  to: Recipient;
}

/** A press on a button, wherever it stands: a card, an ephemeral list, the Home tab. */
export interface Press extends Asked {
  value: string;
  actionId: string;
  /** Into the thread of the message that was pressed, or the one that it opens. */
  below: Recipient;
  /** It stands on the Home tab, which does not redraw itself. */
  onHome: boolean;
  /** Of the window that it stands in; null: it stands in none. */
  modalId: string | null;
  /** What its person has entered in that window so far. */
  typed: TypedValues;
  /** As Slack shows it: its blocks hold what only the message itself knows. */
  message: BlockButtonAction['message'];
}

/** A form that was sent. */
export interface Submission {
  teamId: string;
  userId: string;
  view: ViewSubmitAction['view'];
  ack: SlackViewMiddlewareArgs<ViewSubmitAction>['ack'];
  /** The bot's own user, as Slack knows it. */
  botUserId: string | undefined;
  /** It stays open, with what is wrong under its fields. */
  refuse(errors: Record<string, string>): Promise<void>;
}

/** A press whose work may be repeated: acknowledged at once. */
export function onPress(handle: (press: Press) => Promise<void>) {
  return async ({ ack, body }: SlackActionMiddlewareArgs<BlockButtonAction>): Promise<void> => {
    await ack();
    await handle(readPress(body));
  };
}

/**
 * A press that records something: `ack` is called once that is done (see `recorded`), as a press that Slack believes taken
 * must outlive a crash of this process.
 */
export function onRecordingPress(handle: (press: Press, ack: () => Promise<void>) => Promise<void>) {
  return ({ ack, body }: SlackActionMiddlewareArgs<BlockButtonAction>): Promise<void> =>
    handle(readPress(body), () => ack());
}

export function onForm(handle: (form: Submission) => Promise<void>) {
  return ({
    ack,
    body,
    view,
    context,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & {
    context?: { botUserId?: string | undefined };
  }): Promise<void> =>
    handle({
      teamId: body.team?.id ?? view.team_id,
      userId: body.user.id,
      view,
      ack,
      botUserId: context?.botUserId,
      refuse: (errors) => ack({ response_action: 'errors', errors }),
    });
}

export function askedBy(command: SlackCommandMiddlewareArgs['command']): Asked {
  const { team_id, user_id, trigger_id, channel_id, response_url } = command;
  return {
    teamId: team_id,
    userId: user_id,
    triggerId: trigger_id,
    to: { user_id, channel_id, response_url },
  };
}

/** A conversation of two: what should be seen by others is not started there. */
export function isDirectMessage(command: SlackCommandMiddlewareArgs['command']): boolean {
  return command.channel_name === 'directmessage' || isDirect(command.channel_id);
}

/** Where what a form starts appears; `channel_id` null, in a conversation of two: the form asks for the channel. */
export function placeOf({ to: { channel_id, response_url = null } }: Asked) {
  return { channel_id: channel_id !== null && isDirect(channel_id) ? null : channel_id, response_url };
}

function isDirect(channelId: string): boolean {
  return channelId.startsWith('D');
}

function readPress(body: BlockButtonAction): Press {
  const message = body.message as { ts?: string; thread_ts?: string } | undefined;
  const person = { user_id: body.user.id, channel_id: body.channel?.id ?? null };
  return {
    teamId: body.team?.id ?? body.user.team_id ?? '',
    userId: body.user.id,
    triggerId: body.trigger_id,
    to: {
      ...person,
      ...(message?.thread_ts ? { thread_ts: message.thread_ts } : {}),
      // The bot may not be in the channel of an ephemeral answer.
      response_url: body.response_url || null,
    },
    below: { ...person, thread_ts: message?.thread_ts ?? message?.ts },
    value: body.actions[0]?.value ?? '',
    actionId: body.actions[0]?.action_id ?? '',
    onHome: body.view?.type === 'home',
    modalId: body.view?.type === 'modal' ? body.view.id : null,
    // SAFETY: of what Slack sends only these parts are read, each of which may be missing.
    typed: (body.view?.state?.values ?? {}) as TypedValues,
    message: body.message,
  };
}

/** Where answers to a form go that was opened from a message in a thread. */
export function toThread(
  { channel_id, thread_ts }: { channel_id: string | null; thread_ts: string | null },
  userId: string,
): Recipient {
  return { user_id: userId, channel_id, thread_ts: thread_ts ?? undefined };
}

/** The value of a button of ours; null for one that an earlier release drew in another way. */
export function readValue<T>(shape: z.ZodType<T>, value: string): T | null {
  try {
    return shape.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
}

/** A button of an earlier release, whose value says something else: never silent. `ack`: of a press that records. */
export async function tellOldButton(
  desk: Pick<Desk, 'tell' | 'textsFor'>,
  press: Press,
  ack?: () => Promise<void>,
): Promise<void> {
  await ack?.();
  await tellLine(desk, press.to, (await desk.textsFor(press.teamId)).oldButton);
}

/** The bot's own sentence, to one person. */
export async function tellLine(desk: Pick<Desk, 'tell'>, to: Recipient, line: string): Promise<void> {
  await desk.tell(to, { text: line, blocks: [said(line)] });
}

/** Notes who acts; that it fails is no reason to do nothing, as the database knows all people that it has seen. */
export async function noted(
  desk: Pick<Desk, 'knowPerson'>,
  { teamId, userId }: Pick<Asked, 'teamId' | 'userId'>,
): Promise<void> {
  await desk.knowPerson(teamId, userId).catch(() => null);
}
