import type { UnknownRelease } from '../../ports/outreach.ts';
import { slugOf } from '../beat/send-action.ts';
import type { GovernorTools } from '../governor-tools.ts';
import { ProviderError } from '../providers/provider-error.ts';

/** Look-ups in one beat; the rest waits for the next one. */
const AT_ONCE = 10;
const PAGES = 5;
/** Clocks differ: a message that carries a time shortly before the dispatch may still be ours. */
const SKEW_MS = 2 * 60_000;

/**
 * Looks at the provider for what became of releases whose outcome is not known. The database says which are due, and
 * when a second look is needed: one stale read proves nothing.
 */
export async function reconcile(tools: GovernorTools): Promise<void> {
  const { outreach, log } = tools;
  const due = await outreach.unknownReleases();
  for (const release of due.slice(0, AT_ONCE)) {
    try {
      const evidence = await lookUp(tools, release);
      const code = evidence && !('unclear' in evidence) ? 'sent' : 'not_seen';
      await outreach.recordLookup(release.release_id, code, evidence ?? {});
      log.info('unknown_looked_up', { release_id: release.release_id, code });
    } catch (error) {
      // A look that failed saw nothing: it does not count as one.
      if (!(error instanceof ProviderError)) throw error;
      await outreach.recordLookup(release.release_id, 'not_reached', {});
      log.warn('lookup_failed', { release_id: release.release_id, code: error.is.code });
    }
  }
}

/** What proves that it was sent, or with `unclear` why a person has to say; undefined: nothing was seen. */
async function lookUp(
  tools: GovernorTools,
  release: UnknownRelease,
): Promise<Record<string, string> | undefined> {
  switch (release.action.type) {
    case 'send_invite':
      return findInvite(tools, release);
    case 'send_message':
      return findMessage(tools, release);
    case 'withdraw_invite':
      return findWithdrawal(tools, release);
    case 'view_profile':
      // A visit leaves nothing that the visitor could read.
      return undefined;
  }
}

async function findInvite(
  { provider }: GovernorTools,
  release: UnknownRelease,
): Promise<Record<string, string> | undefined> {
  const { action, provider_account_id: accountId } = release;
  const profile = await provider.readProfile(accountId, personOf(release));
  if (profile.connected) return { seen_in: 'profile', state: 'connected', provider_id: profile.provider_id };
  if (profile.invitation === 'pending')
    return { seen_in: 'profile', state: 'pending', provider_id: profile.provider_id };
  const slug = slugOf(action.lead.profile_url).toLowerCase();
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const { items, cursor: next } = await provider.sentInvites(accountId, cursor);
    const found = items.find((i) => i.provider_id === profile.provider_id || i.public_id === slug);
    if (found) return { seen_in: 'sent_invitations', invitation_id: found.invitation_id };
    if (next === null) return undefined;
    cursor = next;
  }
  return undefined;
}

/**
 * The same words, from us, to this person, not before the dispatch. Of a restored database it is not known how far an action
 * had come: words may have been changed before they went.
 */
async function findMessage(
  { provider }: GovernorTools,
  release: UnknownRelease,
): Promise<Record<string, string> | undefined> {
  const { action, provider_account_id: accountId } = release;
  const since = new Date(Date.parse(release.dispatched_at) - SKEW_MS);
  let cursor: string | null = null;
  let others = false;
  for (let page = 0; page < PAGES; page += 1) {
    const { items, cursor: next } = await provider.chats(accountId, since, cursor);
    for (const chat of items.filter((c) => c.provider_id === action.lead.provider_id)) {
      const read = await provider.messages({ ...chat, accountId }, since, null);
      const mine = read.items.filter((m) => m.mine && m.event.text !== null);
      const ours = mine.find((m) => same(m.event.text ?? '', action.text ?? ''));
      if (ours?.event.message_id)
        return { seen_in: 'chat', chat_id: chat.id, message_id: ours.event.message_id };
      others ||= mine.length > 0;
    }
    if (next === null) return release.restored && others ? { unclear: 'other_words' } : undefined;
    cursor = next;
  }
  return release.restored ? { unclear: 'too_many_chats' } : undefined;
}

async function findWithdrawal(
  { provider }: GovernorTools,
  release: UnknownRelease,
): Promise<Record<string, string> | undefined> {
  const profile = await provider.readProfile(release.provider_account_id, personOf(release));
  return profile.invitation === 'withdrawn' ? { seen_in: 'profile', state: 'withdrawn' } : undefined;
}

const personOf = ({ action }: UnknownRelease) => action.lead.provider_id ?? slugOf(action.lead.profile_url);

/** Line ends and spaces at the ends are what a provider may change on its way. */
function same(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trim().normalize('NFC');
  return plain(a) === plain(b);
}
