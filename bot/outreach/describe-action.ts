import type { Action, Blocker } from '../../ports/outreach.ts';
import { clip, mention, safeText } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { when } from './when.ts';

/** The person's name, or the end of the address while the profile was not read. Words of strangers: not escaped. */
export function leadName({ lead }: Pick<Action, 'lead'>): string {
  const slug = lead.profile_url.split('/').filter(Boolean).at(-1) ?? lead.profile_url;
  return clip((lead.name ?? '').replaceAll(/\s+/g, ' ').trim() || decoded(slug), 120);
}

/** Why something does not go, and when it is tried again; mrkdwn. */
export function heldReason(
  { blocked_by, retry_at }: { blocked_by: Blocker | string | null; retry_at: string | null },
  t: OutreachTexts,
): string | null {
  if (blocked_by === null) return null;
  const names: Record<string, string> = t.blockers;
  const reason = Object.hasOwn(names, blocked_by) ? (names[blocked_by] ?? '') : safeText(blocked_by, 100);
  const date = when(retry_at, t);
  return `${reason} (${date === '' ? t.retryUnknown : t.retryAt(date)})`;
}

/** One line of mrkdwn: where an action that has not ended stands. */
export function standing(action: Action, t: OutreachTexts): string {
  const held = heldReason(action, t);
  if (action.status === 'approved' || action.status === 'scheduled') {
    const date = when(action.scheduled_for, t);
    const line = date === '' ? t.card.planning : t.card.earliest(date);
    // That its time has not come is what "no earlier than" says.
    if (held === null || action.blocked_by === 'not_due') return line;
    // What holds it outlasts the time it had: that time would be said of the past.
    const outlasted = Date.parse(action.scheduled_for ?? '') > Date.parse(action.retry_at ?? '');
    return outlasted ? `${line}\n${t.card.heldBack(held)}` : t.card.heldBack(held);
  }
  return t.status[action.status];
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

/** Who proposed it; of a withdrawal that the account's rules ask for, the product itself. */
export function authorOf({ author_id }: Pick<Action, 'author_id'>): string {
  return author_id === 'greenlight' ? 'Greenlight' : mention(author_id);
}
