import type { Account, Claimed, UnsentCode } from '../../ports/outreach.ts';
import type { GovernorTools } from '../governor-tools.ts';
import type { VisitOutcome, WriteOutcome } from '../providers/provider.ts';
import { ProviderError } from '../providers/provider-error.ts';

/** Makes the one call of a claimed action. Never throws; what cannot be sent was certainly not sent. */
export async function sendAction(
  tools: Pick<GovernorTools, 'provider' | 'log'>,
  account: Account,
  claim: Claimed,
  invitationId: string | undefined,
): Promise<VisitOutcome> {
  const { provider } = tools;
  const { action, provider_account_id: accountId } = claim;
  const providerId = action.lead.provider_id;
  switch (action.type) {
    case 'view_profile':
      return provider.view(accountId, providerId ?? slugOf(action.lead.profile_url));
    case 'send_invite': {
      if (providerId === null) return unsent('no_provider_id', 'The profile was never read');
      const sent = await provider.invite({ accountId, providerId, note: action.text, tier: account.tier });
      return sent.error?.class === 'verify' && sent.result === 'unknown'
        ? verifyInvite(tools, accountId, providerId, sent)
        : sent;
    }
    case 'send_message':
      if (providerId === null) return unsent('no_provider_id', 'The profile was never read');
      if (action.text === null) return unsent('no_text', 'The action has no text');
      return provider.message({ accountId, providerId, text: action.text });
    case 'withdraw_invite':
      if (invitationId === undefined)
        return {
          ...unsent('no_invitation', 'No pending invitation of this person was found'),
          result: 'failed',
        };
      return provider.withdraw(accountId, invitationId);
  }
}

/** "Invited recently" is said of a pending invitation and of the three weeks after a withdrawn one: the profile tells which. */
async function verifyInvite(
  tools: Pick<GovernorTools, 'provider' | 'log'>,
  accountId: string,
  providerId: string,
  refused: WriteOutcome,
): Promise<WriteOutcome> {
  try {
    const profile = await tools.provider.readProfile(accountId, providerId);
    if (profile.connected || profile.invitation === 'pending') return { ...refused, result: 'already' };
    // The provider refused it itself, and the person shows no invitation of ours: nothing went out.
    return { ...refused, result: 'failed' };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    tools.log.warn('invite_not_verified', { code: error.is.code });
    return refused;
  }
}

/** Certainly not sent, by our own decision. */
export function unsent(code: UnsentCode, message: string): WriteOutcome {
  return { result: 'not_sent', provider: {}, error: { code, message, class: 'not_sent' }, signal: 'none' };
}

export function slugOf(profileUrl: string): string {
  return decodeURIComponent(new URL(profileUrl).pathname.split('/').filter(Boolean).at(-1) ?? '');
}
