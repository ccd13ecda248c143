import { z } from 'zod';
import { elementsOf } from '../block-kit/element-state.ts';
import { faultList, isObject } from '../block-kit/faults-of.ts';
import { lintOffer } from '../block-kit/lint-element.ts';
import { HttpRefusal } from '../http.ts';
import { channelNameFor, failureOf, interactionOf } from '../interaction.ts';
import { presentMessage } from '../present.ts';
import { presentView } from '../present-view.ts';
import type { Json, Person } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';
import { viewOf } from './click-in-view.ts';
import { actorOf, id, memberOf, read, stamp } from './input.ts';
import type { Route } from './route.ts';

const asked = {
  user_id: id,
  action_id: id,
  block_id: id.optional(),
  value: z.string().max(3000).default(''),
};
const input = z.union([
  z.object({ ...asked, view_id: id }),
  z.object({ ...asked, channel_id: id, message_ts: stamp }),
]);

/** A person types in an `external_select`: the app says what can be chosen. */
export const suggestRoute: Route = async (ws, { body }) => {
  const given = read(input, body);
  const person = actorOf(ws, given.user_id);
  const { blocks, about } = 'view_id' in given ? viewAsked(ws, person, given) : messageAsked(ws, given);
  const found = elementsOf(blocks).find(
    ({ block, element }) =>
      /external_select$/.test(String(element.type)) &&
      element.action_id === given.action_id &&
      (given.block_id === undefined || block.block_id === given.block_id),
  );
  if (!found) throw new HttpRefusal(404, 'action_not_found');
  const { min_query_length: least = 3 } = found.element;
  // Slack's client does not ask before.
  if ([...given.value].length < Number(least)) return { status: 0, ack_ms: 0, options: [] };
  const delivery = await ws.deliver.interaction({
    type: 'block_suggestion',
    ...interactionOf(ws, person),
    action_id: given.action_id,
    block_id: found.block.block_id,
    value: given.value,
    ...about,
  });
  const answered = { status: delivery.status, ack_ms: delivery.ms };
  const failure = failureOf(delivery);
  if (failure !== undefined) return { ...answered, error: failure };
  const answer = parse(delivery.text);
  const errors = answer ? lintOffer(answer, faultList()) : ['must be a JSON object'];
  if (!answer || errors.length > 0) return { ...answered, error: 'invalid_options', errors };
  const { options, option_groups } = answer;
  return { ...answered, ...(option_groups === undefined ? { options } : { option_groups }) };
};

function viewAsked(ws: Workspace, person: Person, { view_id }: { view_id: string }) {
  const view = viewOf(ws, person.id, view_id);
  const about: Json = { container: { type: 'view', view_id }, view: presentView(ws, view) };
  return { blocks: view.blocks, about };
}

function messageAsked(ws: Workspace, given: { user_id: string; channel_id: string; message_ts: string }) {
  const { person, channel } = memberOf(ws, given.user_id, given.channel_id);
  const message = ws.messages.get(channel.id, given.message_ts);
  const sees = message?.ephemeral_to === null || message?.ephemeral_to === person.id;
  if (!message || message.deleted || !sees) throw new HttpRefusal(404, 'message_not_found');
  const is_ephemeral = message.ephemeral_to !== null;
  const about: Json = {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral },
    channel: { id: channel.id, name: channelNameFor(channel) },
    ...(is_ephemeral ? {} : { message: presentMessage(ws, message, { metadata: true }) }),
  };
  return { blocks: message.body.blocks ?? [], about };
}

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
