import { useRef, useState } from 'react';
import { isJson, listOf, str } from './block-kit.ts';
import type { FormValues } from './control-api.ts';
import { type FieldValue, initialValue } from './input-value.ts';
import { parseMrkdwn } from './mrkdwn.ts';
import { isExternal, offeredOption } from './offered-options.ts';
import type { Json } from './types.ts';

/** What the controls of a view or message hold, until it is sent. */
export interface Form {
  held(block: Json, element: Json): FieldValue;
  change(block: Json, element: Json, value: FieldValue): void;
  /** Of all controls, as the control API takes them. */
  values(): FormValues;
}

/**
 * Values stay when the app updates the blocks and a control keeps its ids, as in Slack.
 *
 * @param here Where the person is, for `default_to_current_conversation`.
 */
export function useForm(blocks: Json[], here?: string): Form {
  const [changed, setChanged] = useState<Record<string, FieldValue>>({});
  // A choice is told to the app before the next drawing.
  const now = useRef(changed);
  const held = (block: Json, element: Json) =>
    now.current[keyOf(block, element)] ?? initialValue(element, here);
  return {
    held,
    change(block, element, value) {
      now.current = { ...now.current, [keyOf(block, element)]: value };
      setChanged(now.current);
    },
    values: () => {
      const found: FormValues = {};
      for (const { block, element } of statefulOf(blocks)) {
        const blockId = str(block.block_id);
        found[blockId] = {
          ...found[blockId],
          [str(element.action_id)]: sentValue(element, held(block, element)),
        };
      }
      return found;
    },
  };
}

export function sentValue(element: Json, value: FieldValue): FormValues[string][string] {
  if (value === '' || value === null) return null;
  if (isExternal(element)) {
    const option = (one: string) => offeredOption(element, one) ?? { value: one };
    return Array.isArray(value)
      ? { selected_options: value.map(option) }
      : { selected_option: option(value) };
  }
  if (element.type !== 'rich_text_input') return value;
  return { rich_text_value: { type: 'rich_text', elements: parseMrkdwn(String(value)) } };
}

function statefulOf(blocks: Json[]): { block: Json; element: Json }[] {
  return blocks.flatMap((block) => [
    ...[
      ...listOf(block.elements),
      ...(isJson(block.accessory) ? [block.accessory] : []),
      ...(isJson(block.element) ? [block.element] : []),
    ]
      .filter((element) => typeof element.action_id === 'string' && isStateful(element))
      .map((element) => ({ block, element })),
    ...statefulOf(listOf(block.child_blocks)),
  ]);
}

export function isStateful(element: Json): boolean {
  return /(_select|_input|picker|checkboxes|radio_buttons)$/.test(str(element.type));
}

const keyOf = (block: Json, element: Json) => `${str(block.block_id)}~${str(element.action_id)}`;
