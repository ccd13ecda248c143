import { slackLimits } from '../../ports/slack-limits.ts';
import { withIds } from './block-kit/accept-blocks.ts';
import { isObject, listOf } from './block-kit/faults-of.ts';
import { newId, newSecret } from './ids.ts';
import { app, team } from './manifest.ts';
import type { Json, StateValues, View, ViewContent } from './shapes.ts';
import { SlackError } from './slack-error.ts';
import type { Workspace } from './workspace.ts';

/** A new view as Slack stores it, with what the app left out. */
export function newView(ws: Workspace, given: Json, under: View | null): View {
  const id = newId('V');
  return {
    id,
    ...contentOfView(ws, given),
    root_view_id: under?.root_view_id ?? id,
    previous_view_id: under?.id ?? null,
  };
}

/** The same view with other content. What the person typed stays where block and action are the same. */
export function replaceView(ws: Workspace, view: View, given: Json): View {
  const next = contentOfView(ws, given);
  const kept: StateValues = {};
  for (const [blockId, actions] of Object.entries(next.state.values)) {
    kept[blockId] = {};
    for (const [actionId, initial] of Object.entries(actions))
      kept[blockId][actionId] = view.state.values[blockId]?.[actionId] ?? initial;
  }
  const { id, root_view_id, previous_view_id } = view;
  return { id, ...next, state: { values: kept }, root_view_id, previous_view_id };
}

/** Shows a modal on top of the open ones, at most three. */
export function pushModal(ws: Workspace, userId: string, given: Json): View {
  const open = ws.views.modals(userId);
  if (open.length >= slackLimits.modals) throw new SlackError('push_limit_reached');
  const view = newView(ws, given, open.at(-1) ?? null);
  ws.views.add(userId, view);
  ws.changes.emit({ type: 'view', user_id: userId });
  return view;
}

function contentOfView(ws: Workspace, given: Json): ViewContent {
  const blocks = withIds(listOf(given.blocks));
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
  return {
    team_id: team.id,
    app_id: app.app_id,
    app_installed_team_id: team.id,
    bot_id: app.bot_id,
    type: given.type === 'home' ? 'home' : 'modal',
    title: given.title ?? null,
    submit: given.submit ?? null,
    close: given.close ?? null,
    blocks,
    hash: `${Math.floor(ws.now() / 1000)}.${newSecret(4)}`,
    state: { values: initialValues(blocks) },
    private_metadata: text('private_metadata'),
    callback_id: text('callback_id'),
    external_id: text('external_id'),
    clear_on_close: given.clear_on_close === true,
    notify_on_close: given.notify_on_close === true,
    submit_disabled: given.submit_disabled === true,
  };
}

/** State before the first touch: the initial values, null for an empty input. */
function initialValues(blocks: Json[]): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    if (block.type !== 'input' || !isObject(block.element)) continue;
    const element = block.element;
    values[String(block.block_id)] = { [String(element.action_id)]: initialValue(element) };
  }
  return values;
}

function initialValue(element: Json): Json {
  const type = String(element.type);
  if (type === 'file_input') return { type, files: [] };
  if (type === 'checkboxes') return { type, selected_options: element.initial_options ?? [] };
  if (/^multi_static|^multi_external/.test(type))
    return { type, selected_options: element.initial_options ?? [] };
  if (/_select$|^radio_buttons$/.test(type) && !/users|channels|conversations/.test(type))
    return { type, selected_option: element.initial_option ?? null };
  if (type === 'multi_users_select') return { type, selected_users: element.initial_users ?? [] };
  if (type === 'users_select') return { type, selected_user: element.initial_user ?? null };
  if (type === 'conversations_select')
    return { type, selected_conversation: element.initial_conversation ?? null };
  if (type === 'datepicker') return { type, selected_date: element.initial_date ?? null };
  if (type === 'timepicker') return { type, selected_time: element.initial_time ?? null };
  return { type, value: element.initial_value ?? null };
}
