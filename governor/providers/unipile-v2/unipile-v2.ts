import { noteTooLong, outcomeOf } from '../outcome.ts';
import type { LinkedInProvider, WriteOutcome } from '../provider.ts';
import { ProviderError } from '../provider-error.ts';
import { at, type UnipileTools, unipileRequest } from '../request.ts';
import { classifyError } from './classify-error.ts';
import { isKept } from './is-kept.ts';
import { lists } from './lists.ts';
import { readPerson, withheld } from './read-person.ts';
import { readStatus } from './read-status.ts';
import {
  account,
  chat,
  chatStarted,
  profileVisited,
  relationRequest,
  relationRequestCanceled,
} from './shapes.ts';

interface UnipileV2 extends LinkedInProvider {
  /** Who the other one of a chat is; null for groups. V2's webhooks do not say. @throws {ProviderError} */
  personOfChat(accountId: string, chatId: string): Promise<string | null>;
}

/** Unipile's V2 API: thin fetch and zod. What its pages leave open is refused or looked up: docs/unipile.md. */
export function unipileV2(tools: UnipileTools): UnipileV2 {
  const request = unipileRequest(tools, {
    prefix: '/v2',
    classify: classifyError,
    // Otherwise answers are up to an hour old, and everything that is read here decides whether something is sent.
    readHeaders: { 'cache-control': 'no-cache' },
    isStale: isKept,
  });

  /** LinkedIn refused an invitation, and V2 does not say why: the profile tells. */
  async function explain(
    accountId: string,
    providerId: string,
    refused: WriteOutcome,
  ): Promise<WriteOutcome> {
    const as = (is: Partial<WriteOutcome>, className: string): WriteOutcome => ({
      ...refused,
      ...is,
      error: refused.error && { ...refused.error, class: className },
    });
    try {
      const { profile, wasInvited } = await readPerson(request, accountId, providerId);
      if (profile.connected || profile.invitation === 'pending')
        return as({ result: 'already' }, 'success_equivalent');
      if (wasInvited) return as({ result: 'failed' }, 'verify');
      // Nothing went out. It may have been a limit of the account, so that its invitations rest; below as well.
      return as({ result: 'failed', signal: 'limit' }, 'unknown');
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      tools.log.warn('invite_not_verified', { code: error.is.code });
      return as({ signal: 'limit' }, 'unknown');
    }
  }

  return {
    // V2 has no call for it but with the token of a profile that was just read.
    async view(accountId, person) {
      try {
        const { profile, visitToken: token } = await readPerson(request, accountId, person);
        if (token === null) throw withheld();
        const call = { method: 'POST', ...at`/${accountId}/users/visit-profile`, query: { token } } as const;
        const sent = { provider_id: profile.provider_id };
        return { ...lookedUp(await request.write(call, profileVisited, () => sent)), seen: profile };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        // The visit itself was not asked for yet.
        const result = error.is.result === 'unknown' ? 'not_sent' : error.is.result;
        return outcomeOf({ ...error.is, result });
      }
    },

    async invite({ accountId, providerId, note, tier }) {
      const tooLong = noteTooLong(note, tier);
      if (tooLong) return tooLong;
      const json = { user_id: providerId, ...(note === null ? {} : { message: note }) };
      const path = at`/${accountId}/users/me/relation-requests`;
      const sent = await request.write({ method: 'POST', ...path, json }, relationRequest, ({ id }) => ({
        invitation_id: id,
        provider_id: providerId,
      }));
      return sent.error?.class === 'verify' ? explain(accountId, providerId, sent) : sent;
    },

    async withdraw(accountId, invitationId) {
      const path = at`/${accountId}/users/me/relation-requests/${invitationId}/cancel`;
      const sent = { invitation_id: invitationId };
      return lookedUp(await request.write({ method: 'POST', ...path }, relationRequestCanceled, () => sent));
    },

    async message({ accountId, providerId, text }) {
      const path = at`/${accountId}/inboxes/CLASSIC_PRIMARY/chats/send`;
      // For LinkedIn an array of one is a conversation of two.
      const json = { users_ids: [providerId], text };
      const proven = await request.write(
        { method: 'POST', ...path, json },
        chatStarted,
        ({ chat_id, message_id }) => ({ chat_id, message_id, provider_id: providerId }),
      );
      return lookedUp(proven);
    },

    ...lists(request, tools.clock),

    async readProfile(accountId, person) {
      return (await readPerson(request, accountId, person)).profile;
    },

    async accountStatus(accountId) {
      return readStatus(await request.read({ method: 'GET', ...at`/accounts/${accountId}` }, account));
    },

    async personOfChat(accountId, chatId) {
      const call = { method: 'GET', ...at`/${accountId}/chats/${chatId}` } as const;
      return (await request.read(call, chat)).user_id ?? null;
    },
  };
}

/** Only an invitation shows in the profile why it was refused; of anything else it stays unknown whether it went out. */
function lookedUp(outcome: WriteOutcome): WriteOutcome {
  return outcome.error?.class === 'verify'
    ? { ...outcome, error: { ...outcome.error, class: 'unknown' } }
    : outcome;
}
