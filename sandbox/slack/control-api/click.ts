import { z } from 'zod';
import { elementsOf } from '../block-kit/element-state.ts';
import { HttpRefusal } from '../http.ts';
import { actionTs, channelNameFor, failureOf, interactionOf } from '../interaction.ts';
import { presentMessage } from '../present.ts';
import { newResponseUrl } from '../response-url.ts';
import type { Json, Message } from '../shapes.ts';
import { newTrigger } from '../triggers.ts';
import type { Workspace } from '../workspace.ts';
import { actionIn, stateOrRefuse, type Wanted } from './action-in.ts';
import { clickInView } from './click-in-view.ts';
import { id, memberOf, read, stamp } from './input.ts';
import type { Route } from './route.ts';

const state = z.record(z.string(), z.record(z.string(), z.unknown()));
const onMessage = z.object({
  user_id: id,
  channel_id: id,
  message_ts: stamp,
  action_id: id,
  block_id: id.optional(),
  value: z.unknown().optional(),
  state: state.optional(),
});

/** A person presses a button or picks from a menu, on a message or in a modal. */
export const clickRoute: Route = async (ws, call) => {
  if (call.body.view_id !== undefined) return clickInView(ws, call);
  const given = read(onMessage, call.body);
  const { person, channel } = memberOf(ws, given.user_id, given.channel_id);
  const message = ws.messages.get(channel.id, given.message_ts);
  const sees = message?.ephemeral_to === null || message?.ephemeral_to === person.id;
  if (!message || message.deleted || !sees) throw new HttpRefusal(404, 'message_not_found');

  const action = findAction(ws, message, given);
  const shown = presentMessage(ws, message, { metadata: true });
  const ephemeral = message.ephemeral_to !== null;
  const thread = message.thread_ts ?? (shown.thread_ts as string | undefined);
  const delivery = await ws.deliver.interaction({
    type: 'block_actions',
    ...interactionOf(ws, person),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(thread ? { thread_ts: thread } : {}),
    },
    trigger_id: newTrigger(ws, person.id),
    channel: { id: channel.id, name: channelNameFor(channel) },
    // Slack does not hand out an ephemeral message.
    ...(ephemeral ? {} : { message: shown }),
    state: { values: statesOf(message.body.blocks ?? [], given.state ?? {}) },
    response_url: newResponseUrl(ws, {
      channel_id: channel.id,
      user_id: person.id,
      message_ts: message.ts,
    }),
    actions: [{ ...action, action_ts: actionTs(ws) }],
  });
  const error = failureOf(delivery);
  return { status: delivery.status, ack_ms: delivery.ms, ...(error ? { error } : {}) };
};

/**
 * The action that the person presses. A page may still show an older revision of the message, so an action that an
 * earlier revision held, or any on an edited message whose value the caller knows, is sent as Slack would.
 */
function findAction(ws: Workspace, message: Message, wanted: Wanted): Json {
  const earlier = ws.messages.revisions(message);
  for (const body of [message.body, ...earlier]) {
    const found = actionIn(body.blocks ?? [], wanted);
    if (found) return found;
  }
  if (earlier.length > 0 && typeof wanted.value === 'string')
    return {
      type: 'button',
      action_id: wanted.action_id,
      block_id: wanted.block_id ?? 'stale',
      value: wanted.value,
      text: { type: 'plain_text', text: wanted.action_id },
    };
  const actions = elementsOf(message.body.blocks ?? []).map(({ block, element }) => ({
    action_id: element.action_id,
    block_id: block.block_id,
    value: element.value,
  }));
  throw new HttpRefusal(404, 'action_not_found', { actions });
}

function statesOf(blocks: Json[], given: Record<string, Record<string, unknown>>): Json {
  const values: Record<string, Json> = {};
  for (const { block, element } of elementsOf(blocks)) {
    const value = given[String(block.block_id)]?.[String(element.action_id)];
    if (value === undefined || element.type === 'button') continue;
    const blockId = String(block.block_id);
    values[blockId] = { ...values[blockId], [String(element.action_id)]: stateOrRefuse(element, value) };
  }
  return values;
}
