import type { AccountLoad, Action } from '../../ports/outreach.ts';
import type { GovernorTools } from '../governor-tools.ts';
import { readInbox } from '../inbox/poll-inbox.ts';
import type { WriteOutcome } from '../providers/provider.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { slugOf } from './send-action.ts';

type Prepared =
  | { is: 'ready'; invitationId: string | undefined }
  /** The provider has no such person any more. */
  | { is: 'gone'; error: NonNullable<WriteOutcome['error']>; signal: WriteOutcome['signal'] }
  | { is: 'later' };

/**
 * Learns in the slot of a release what its preconditions need: who the person is, and what they answered.
 *
 * Only reads; what they say is stored, and the claim decides by what is stored.
 */
export async function prepareRelease(
  tools: GovernorTools,
  load: AccountLoad,
  action: Action,
): Promise<Prepared> {
  const ready: Prepared = { is: 'ready', invitationId: undefined };
  const accountId = load.account.provider_account_id;
  if (action.type === 'view_profile') return ready;
  const now = Date.parse(load.now);
  const { lead_id } = action.lead;
  if (tools.profiles.isResting(accountId, now) || tools.profiles.isRefused(lead_id, now))
    return { is: 'later' };
  try {
    if (action.type === 'withdraw_invite') {
      return { is: 'ready', invitationId: await findInvitation(tools, accountId, action) };
    }
    if (action.type === 'send_message') await readInbox(tools, accountId);
    if (!(await learnProfile(tools, load, action))) return { is: 'later' };
    return ready;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return afterFailedRead(tools, load, action, error);
  }
}

/** False: the cap on reading profiles is reached; the action waits for another day. */
async function learnProfile(tools: GovernorTools, load: AccountLoad, action: Action): Promise<boolean> {
  const { profiles, provider, outreach, log } = tools;
  const { lead } = action;
  const now = Date.parse(load.now);
  if (profiles.isFresh(lead.lead_id, now)) return true;
  if (!profiles.take(load.account.id, load.local_date)) {
    log.warn('profile_reads_used_up', { account_id: load.account.id });
    return false;
  }
  const accountId = load.account.provider_account_id;
  const profile = await provider.readProfile(accountId, lead.provider_id ?? slugOf(lead.profile_url));
  await outreach.recordProfile({ provider_account_id: accountId, lead_id: lead.lead_id, ...profile });
  profiles.note(lead.lead_id, now);
  return true;
}

/** Id of the person's pending invitation: the newest pages suffice for the number that may be pending. */
async function findInvitation(
  tools: GovernorTools,
  accountId: string,
  action: Action,
): Promise<string | undefined> {
  const { provider_id, profile_url } = action.lead;
  const slug = slugOf(profile_url).toLowerCase();
  let cursor: string | null = null;
  for (let page = 0; page < INVITATION_PAGES; page += 1) {
    const { items, cursor: next } = await tools.provider.sentInvites(accountId, cursor);
    const found = items.find(
      (i) => (provider_id !== null && i.provider_id === provider_id) || i.public_id === slug,
    );
    if (found) return found.invitation_id;
    if (next === null) return undefined;
    cursor = next;
  }
  return undefined;
}
const INVITATION_PAGES = 20;

async function afterFailedRead(
  tools: GovernorTools,
  load: AccountLoad,
  action: Action,
  error: ProviderError,
): Promise<Prepared> {
  const { is } = error;
  const accountId = load.account.provider_account_id;
  tools.log.warn('read_before_release_failed', { action_id: action.id, code: is.code });
  if (is.class === 'account_down' || is.class === 'checkpoint' || is.class === 'restricted') {
    const status = is.class === 'account_down' ? 'credentials' : is.class;
    await tools.outreach.recordAccountStatus(accountId, status);
  }
  if (is.class === 'permanent_lead' || is.class === 'permanent_recipient') {
    const { code, message, signal } = is;
    return { is: 'gone', error: { code, message, class: is.class }, signal };
  }
  const now = Date.parse(load.now);
  tools.profiles.rest(accountId, now, tools.random.next());
  // An answer, and no outage: it may be about this person alone.
  if (is.signal === 'none' && is.class !== 'not_sent') tools.profiles.refuse(action.lead.lead_id, now);
  return { is: 'later' };
}
