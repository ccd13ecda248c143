import { z } from 'zod';
import { elementsOf } from '../block-kit/element-state.ts';
import { HttpRefusal } from '../http.ts';
import { actionTs, failureOf, interactionOf } from '../interaction.ts';
import { presentView } from '../present-view.ts';
import type { View } from '../shapes.ts';
import { newTrigger } from '../triggers.ts';
import type { Workspace } from '../workspace.ts';
import { actionIn } from './action-in.ts';
import { actorOf, id, read } from './input.ts';
import type { ControlCall } from './route.ts';
import { withValues } from './view-values.ts';

const input = z.object({
  user_id: id,
  view_id: id,
  action_id: id,
  block_id: id.optional(),
  value: z.unknown().optional(),
  state: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

/** A click in a modal or home tab: block_actions with the view instead of a message, and no response_url. */
export async function clickInView(ws: Workspace, call: ControlCall): Promise<unknown> {
  const given = read(input, call.body);
  const person = actorOf(ws, given.user_id);
  const view = viewOf(ws, person.id, given.view_id);
  const action = actionIn(view.blocks, given);
  if (!action)
    throw new HttpRefusal(404, 'action_not_found', {
      actions: elementsOf(view.blocks).map(({ block, element }) => ({
        action_id: element.action_id,
        block_id: block.block_id,
      })),
    });
  const chosen =
    action.type === 'button' || given.value === undefined
      ? {}
      : { [String(action.block_id)]: { [given.action_id]: given.value } };
  const current = withValues(ws, person, view, { ...given.state, ...chosen });
  ws.views.put(current);
  const delivery = await ws.deliver.interaction({
    type: 'block_actions',
    ...interactionOf(ws, person),
    container: { type: 'view', view_id: view.id },
    trigger_id: newTrigger(ws, person.id, view.type === 'modal' ? view.id : null),
    view: presentView(ws, current),
    actions: [{ ...action, action_ts: actionTs(ws) }],
  });
  const error = failureOf(delivery);
  return { status: delivery.status, ack_ms: delivery.ms, ...(error ? { error } : {}) };
}

/** @throws {HttpRefusal} 404 unless the person has this view open. */
export function viewOf(ws: Workspace, userId: string, viewId: string): View {
  const known = ws.views.get(viewId);
  if (!known || known.userId !== userId) throw new HttpRefusal(404, 'view_not_found');
  return known.view;
}
