import { z } from 'zod';

/** An item of an outbox that its part cannot read, with what is needed to give it up. */
export interface UnreadableItem {
  id: number;
  fence: number;
  problem: string;
}

const named = z.looseObject({ id: z.number().int(), fence: z.number().int() });

/**
 * Takes apart what a claim brought. One item that cannot be read must not hold up the others: it would be claimed again
 * and again. Pure.
 */
export function readableItems<Item>(
  rows: readonly unknown[],
  schema: z.ZodType<Item>,
): { items: Item[]; unreadable: UnreadableItem[] } {
  const items: Item[] = [];
  const unreadable: UnreadableItem[] = [];
  for (const row of rows) {
    const read = schema.safeParse(row);
    if (read.success) {
      items.push(read.data);
      continue;
    }
    const { id, fence } = named.parse(row);
    unreadable.push({ id, fence, problem: z.prettifyError(read.error) });
  }
  return { items, unreadable };
}

/** For callers that take every item to be readable. */
export async function failOnUnreadable({ id, problem }: UnreadableItem): Promise<never> {
  throw new Error(`Cannot read outbox item ${id}: ${problem}`);
}
