import { clientFault, elementsOf } from '../block-kit/element-state.ts';
import { HttpRefusal } from '../http.ts';
import type { Json, Person, StateValues, View } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';
import { stateOrRefuse } from './action-in.ts';
import { fileInputState } from './file-input.ts';

/**
 * The view with what the person entered.
 *
 * @throws {HttpRefusal} 400 for a block or action that the view does not have.
 */
export function withValues(
  ws: Workspace,
  person: Person,
  view: View,
  given: Record<string, Record<string, unknown>>,
): View {
  const values: StateValues = structuredClone(view.state.values);
  const elements = elementsOf(view.blocks);
  for (const [blockId, actions] of Object.entries(given)) {
    for (const [actionId, value] of Object.entries(actions)) {
      const found = elements.find((e) => e.block.block_id === blockId && e.element.action_id === actionId);
      if (!found) {
        const known = elements.map((e) => `${String(e.block.block_id)}.${String(e.element.action_id)}`);
        throw new HttpRefusal(
          400,
          `Cannot set "${blockId}.${actionId}": the view has ${known.join(', ') || 'no inputs'}`,
        );
      }
      const state =
        found.element.type === 'file_input'
          ? fileInputState(ws, person, value)
          : stateOrRefuse(found.element, value);
      values[blockId] = { ...values[blockId], [actionId]: state };
    }
  }
  return { ...view, state: { values } };
}

/** What Slack's client would mark instead of sending, by block. */
export function clientFaults(view: View): Record<string, string> | undefined {
  const faults: Record<string, string> = {};
  for (const block of view.blocks) {
    if (block.type !== 'input') continue;
    const element = block.element as Json;
    const state = view.state.values[String(block.block_id)]?.[String(element.action_id)] ?? {};
    const fault = clientFault(block, element, state);
    if (fault !== undefined) faults[String(block.block_id)] = fault;
  }
  return Object.keys(faults).length > 0 ? faults : undefined;
}
