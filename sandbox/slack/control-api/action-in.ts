import { BadValue, elementState, elementsOf } from '../block-kit/element-state.ts';
import { HttpRefusal } from '../http.ts';
import type { Json } from '../shapes.ts';

export interface Wanted {
  action_id: string;
  block_id?: string | undefined;
  value?: unknown;
}

/** The action of an element, with the choice when it is one. */
export function actionIn(blocks: Json[], wanted: Wanted): Json | undefined {
  for (const { block, element } of elementsOf(blocks)) {
    if (element.action_id !== wanted.action_id) continue;
    if (wanted.block_id !== undefined && block.block_id !== wanted.block_id) continue;
    const { type, action_id } = element;
    const base = { type, action_id, block_id: block.block_id };
    if (type === 'button' || type === 'workflow_button') {
      if (wanted.value !== undefined && wanted.value !== element.value) continue;
      const { text, value, style, url } = element;
      return { ...base, ...JSON.parse(JSON.stringify({ text, value, style, url })) };
    }
    if (type === 'feedback_buttons') return { ...base, value: wanted.value };
    return { ...base, ...stateOrRefuse(element, wanted.value) };
  }
  return undefined;
}

export function stateOrRefuse(element: Json, value: unknown): Json {
  try {
    return elementState(element, value);
  } catch (error) {
    if (error instanceof BadValue) throw new HttpRefusal(400, `Cannot set this value: ${error.message}`);
    throw error;
  }
}
