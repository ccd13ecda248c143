import { until, type Workspace } from './app.ts';

interface Field {
  type: string;
  block_id: string;
  label: { text: string };
  element: { action_id: string; options?: { text: { text: string }; value: string }[] };
}

/**
 * Fills in the open form of a person by the labels of its fields and sends it.
 *
 * @returns Errors under the fields by their labels; empty when it was taken.
 */
export async function fillForm(
  slack: Workspace,
  person: string,
  entries: [label: RegExp, value: unknown][],
): Promise<Record<string, string>> {
  const modal = await until('the form', async () => (await slack.views(person)).modals.at(-1));
  const fields = modal.blocks.filter((block) => block.type === 'input') as unknown as Field[];
  const values: Record<string, Record<string, unknown>> = {};
  for (const [label, value] of entries) {
    const field = fields.find((one) => label.test(one.label.text));
    if (!field) throw new Error(`No field ${label} in: ${fields.map((one) => one.label.text).join(', ')}`);
    values[field.block_id] = { [field.element.action_id]: choice(field, value) };
  }
  const { status, response } = await slack.submit(person, modal.id, values);
  const errors = Object.entries(response?.errors ?? {});
  if (status !== 200 && errors.length === 0) throw new Error(`The form was answered with ${status}`);
  return Object.fromEntries(
    errors.map(([block, text]) => [fields.find((one) => one.block_id === block)?.label.text ?? block, text]),
  );
}

/** An option is chosen by what a person reads. */
function choice(field: Field, value: unknown): unknown {
  const option = field.element.options?.find(({ text }) => text.text === value);
  return option ? option.value : value;
}
