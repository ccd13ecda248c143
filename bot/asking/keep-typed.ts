import type { InputBlock, KnownBlock, ModalView } from '@slack/types';

/** What Slack sends of the fields of a window, by block and action; only the parts that are read. */
export type TypedValues = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
      selected_options?: { value: string }[] | undefined;
      selected_users?: string[] | undefined;
      selected_conversation?: string | null | undefined;
    }
  >
>;

/**
 * A form that takes the place of another, filled with what the person has entered there. Slack's own clients keep that where
 * block and action are the same; the form does not rest on it. Pure.
 */
export function keepTyped(view: ModalView, values: TypedValues): ModalView {
  const blocks = view.blocks.map((block): KnownBlock => {
    // SAFETY: the form is made of blocks that Slack's types know.
    const known = block as KnownBlock;
    return known.type === 'input' ? { ...known, element: filled(known, values) } : known;
  });
  return { ...view, blocks };
}

function filled({ block_id = '', element }: InputBlock, values: TypedValues): InputBlock['element'] {
  const typed = 'action_id' in element ? values[block_id]?.[element.action_id ?? ''] : undefined;
  if (typed === undefined) return element;
  switch (element.type) {
    case 'plain_text_input': {
      const { initial_value: _, ...rest } = element;
      return typed.value ? { ...rest, initial_value: typed.value } : rest;
    }
    case 'number_input': {
      const { initial_value: _, ...rest } = element;
      const { value } = typed;
      const { min_value = '0', max_value = '999999' } = element;
      // Slack refuses a whole form that begins with what the field does not take.
      const taken = value && /^\d{1,6}$/.test(value) && +value >= +min_value && +value <= +max_value;
      return taken ? { ...rest, initial_value: value } : rest;
    }
    case 'static_select': {
      const { initial_option: _, ...rest } = element;
      const chosen = element.options?.find(({ value }) => value === typed.selected_option?.value);
      return chosen ? { ...rest, initial_option: chosen } : rest;
    }
    case 'checkboxes': {
      const { initial_options: _, ...rest } = element;
      const chosen = element.options.filter((one) =>
        typed.selected_options?.some(({ value }) => value === one.value),
      );
      return chosen.length > 0 ? { ...rest, initial_options: chosen } : rest;
    }
    case 'multi_users_select': {
      const { initial_users: _, ...rest } = element;
      const users = typed.selected_users ?? [];
      return users.length > 0 ? { ...rest, initial_users: users } : rest;
    }
    case 'conversations_select': {
      const { initial_conversation: _, ...rest } = element;
      return typed.selected_conversation
        ? { ...rest, initial_conversation: typed.selected_conversation }
        : rest;
    }
    default:
      return element;
  }
}
