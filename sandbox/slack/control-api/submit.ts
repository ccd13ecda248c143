import { z } from 'zod';
import { isObject } from '../block-kit/faults-of.ts';
import { failureOf, interactionOf } from '../interaction.ts';
import { presentView } from '../present-view.ts';
import { newResponseUrl } from '../response-url.ts';
import type { Json, View } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { newTrigger } from '../triggers.ts';
import { pushModal, replaceView } from '../view-stack.ts';
import { checkView } from '../web-api/views.ts';
import type { Workspace } from '../workspace.ts';
import { viewOf } from './click-in-view.ts';
import { actorOf, id, read } from './input.ts';
import type { Route } from './route.ts';
import { clientFaults, withValues } from './view-values.ts';

const input = z.object({
  user_id: id,
  view_id: id,
  values: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/** A person submits a modal. */
export const submitRoute: Route = async (ws, { body }) => {
  const given = read(input, body);
  const person = actorOf(ws, given.user_id);
  const view = withValues(ws, person, viewOf(ws, person.id, given.view_id), given.values);
  ws.views.put(view);
  const errors = clientFaults(view);
  if (errors) return { status: 400, ack_ms: 0, response: { response_action: 'errors', errors } };

  const delivery = await ws.deliver.interaction({
    type: 'view_submission',
    ...interactionOf(ws, person),
    trigger_id: newTrigger(ws, person.id, view.id),
    view: presentView(ws, view),
    response_urls: responseUrls(ws, person.id, view),
  });
  const failure = failureOf(delivery);
  const answered = { status: delivery.status, ack_ms: delivery.ms };
  // The modal stays, with "We had some trouble connecting. Try again?"
  if (failure !== undefined) return { ...answered, response: null, error: failure };
  const response = parse(delivery.text);
  try {
    follow(ws, person.id, view, response);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { ...answered, response, error: error.code, ...error.extra };
  }
  return { ...answered, response };
};

/** For each place that was chosen in an input with `response_url_enabled`. */
function responseUrls(ws: Workspace, userId: string, view: View): Json[] {
  return view.blocks.flatMap((block) => {
    const element = block.type === 'input' && isObject(block.element) ? block.element : {};
    const state = view.state.values[String(block.block_id)]?.[String(element.action_id)] ?? {};
    const channel = state.selected_conversation ?? state.selected_channel;
    if (element.response_url_enabled !== true || typeof channel !== 'string') return [];
    // Slack's menu offers no others.
    const place = ws.channels.get(channel);
    if (!place || (place.kind !== 'public' && !ws.channels.isMember(channel, userId))) return [];
    return {
      block_id: block.block_id,
      action_id: element.action_id,
      channel_id: channel,
      response_url: newResponseUrl(ws, { channel_id: channel, user_id: userId, message_ts: null }),
    };
  });
}

/** A person closes a modal. The app hears of it only if the view asked for `notify_on_close`. */
export const closeRoute: Route = async (ws, { body }) => {
  const given = read(z.object({ user_id: id, view_id: id }), body);
  const person = actorOf(ws, given.user_id);
  const view = viewOf(ws, person.id, given.view_id);
  const cleared = view.clear_on_close === true;
  if (cleared) ws.views.clearModals(person.id);
  else ws.views.remove(view.id);
  ws.changes.emit({ type: 'view', user_id: person.id });
  if (view.notify_on_close !== true) return { status: 200, ack_ms: 0 };
  const delivery = await ws.deliver.interaction({
    type: 'view_closed',
    ...interactionOf(ws, person),
    view: presentView(ws, view),
    is_cleared: cleared,
  });
  return { status: delivery.status, ack_ms: delivery.ms };
};

function parse(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Does what the app's answer asks of the modal; without an answer it closes. */
function follow(ws: Workspace, userId: string, view: View, response: Json) {
  const changed = () => ws.changes.emit({ type: 'view', user_id: userId });
  switch (response.response_action) {
    case 'errors':
      return;
    case 'update':
      ws.views.put(replaceView(ws, view, checkView(ws, response.view, 'modal')));
      return changed();
    case 'push':
      return void pushModal(ws, userId, checkView(ws, response.view, 'modal'));
    case 'clear':
      ws.views.clearModals(userId);
      return changed();
    default:
      ws.views.remove(view.id);
      return changed();
  }
}
