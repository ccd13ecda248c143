import { dateToken } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';

/** An instant of the database as the reader's own date and time; empty for none. */
export function when(iso: string | null, t: Pick<OutreachTexts, 'locale'>): string {
  return iso === null ? '' : dateToken(iso, t.locale);
}
