import type { z } from 'zod';
import { acceptedEvent, messageEvent } from '../events.ts';
import { noteTooLong, outcomeOf, textOf } from '../outcome.ts';
import type { LinkedInProvider, Page, WriteOutcome } from '../provider.ts';
import { ProviderError } from '../provider-error.ts';
import { at, type Call, type UnipileTools, unipileRequest } from '../request.ts';
import { classifyError } from './classify-error.ts';
import { isKept } from './is-kept.ts';
import { readStatus } from './read-status.ts';
import {
  account,
  accountList,
  chat,
  chatList,
  chatStarted,
  inboxList,
  messageList,
  profileVisited,
  relationList,
  relationRequest,
  relationRequestCanceled,
  relationRequestList,
  userProfile,
} from './shapes.ts';
import { type Place, placeQuery, readPlace, start, turnPage } from './turn-page.ts';

const PAGE = 50;
/** New conversations begin in the primary inbox of a product; ours is the classic LinkedIn. */
const PRIMARY = 'CLASSIC_PRIMARY';

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

  async function write<T>(
    call: Call,
    proof: z.ZodType<T>,
    sent: (body: T) => WriteOutcome['provider'],
  ): Promise<WriteOutcome> {
    const got = await request.write(call);
    if (!got.ok) return outcomeOf(classifyError(got.failure));
    const body = proof.safeParse(got.body);
    if (!body.success) return outcomeOf(classifyError({ kind: 'no_proof' }));
    return { result: 'sent', provider: sent(body.data), error: null, signal: 'none' };
  }

  /** Under load V2 was seen to answer with another member: who answers must be who was asked for. */
  async function readUser(accountId: string, person: string) {
    const call = { method: 'GET', ...at`/${accountId}/users/${person}` } as const;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const user = await request.read({ ...call, query: { variant: 'linkedin_classic' } }, userProfile);
      if (user.id === person || slug(user.public_identifier) === slug(person)) return user;
    }
    throw new ProviderError(`read ${call.name}`, {
      class: 'permanent_recipient',
      code: 'other_profile',
      message: 'The provider answered twice with another profile',
      result: 'failed',
      signal: 'none',
    });
  }

  async function readProfile(accountId: string, person: string) {
    const user = await readUser(accountId, person);
    const { network_distance: distance, ...specifics } = user.specifics ?? {};
    const status = specifics.relation_request_status;
    const type = specifics.relation_request?.type;
    // Whose request is pending is not known without its type, nor how the two are connected without a distance.
    if (distance == null || (status === 'PENDING' && type == null)) throw withheld();
    const name = textOf([user.first_name, user.last_name].filter(Boolean).join(' '));
    const invitation =
      type === 'received'
        ? ('none' as const)
        : status === 'PENDING'
          ? ('pending' as const)
          : status === 'WITHDRAWN'
            ? ('withdrawn' as const)
            : ('none' as const);
    return {
      provider_id: user.id,
      name: name ?? textOf(user.display_name),
      headline: textOf(user.description),
      // Only in sections, each of which is a request to LinkedIn more.
      title: null,
      company: null,
      connected: distance === 'FIRST_DEGREE',
      invitation,
    };
  }

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
      const profile = await readProfile(accountId, providerId);
      if (profile.connected || profile.invitation === 'pending')
        return as({ result: 'already' }, 'success_equivalent');
      if (profile.invitation === 'withdrawn') return as({ result: 'failed' }, 'verify');
      // Nothing went out. It may have been a limit of the account, so that its invitations rest.
      return as({ result: 'failed', signal: 'limit' }, 'unknown');
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      tools.log.warn('invite_not_verified', { code: error.is.code });
      return as({}, 'unknown');
    }
  }

  /** Classic inboxes, the primary one first: where LinkedIn may put an answer is not documented. */
  async function inboxesOf(accountId: string): Promise<string[]> {
    const { data } = await request.read({ method: 'GET', ...at`/${accountId}/inboxes` }, inboxList);
    const ids = data.filter((i) => !i.disabled && i.id.startsWith('CLASSIC_')).map((i) => i.id);
    // Starred chats lie in another one as well.
    const others = ids.filter((id) => id !== PRIMARY && id !== 'CLASSIC_STARRED');
    return [PRIMARY, ...others];
  }

  return {
    // V2 has no call for it but with the token of a profile that was just read.
    async view(accountId, person) {
      try {
        const user = await readUser(accountId, person);
        const token = user.specifics?.notify_visit_token;
        if (!token) throw withheld();
        const call = { method: 'POST', ...at`/${accountId}/users/visit-profile`, query: { token } } as const;
        return lookedUp(await write(call, profileVisited, () => ({ provider_id: user.id })));
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
      const sent = await write({ method: 'POST', ...path, json }, relationRequest, ({ id }) => ({
        invitation_id: id,
        provider_id: providerId,
      }));
      return sent.error?.class === 'verify' ? explain(accountId, providerId, sent) : sent;
    },

    async withdraw(accountId, invitationId) {
      const path = at`/${accountId}/users/me/relation-requests/${invitationId}/cancel`;
      const sent = { invitation_id: invitationId };
      return lookedUp(await write({ method: 'POST', ...path }, relationRequestCanceled, () => sent));
    },

    async message({ accountId, providerId, text }) {
      const path = at`/${accountId}/inboxes/CLASSIC_PRIMARY/chats/send`;
      // For LinkedIn an array of one is a conversation of two.
      const json = { users_ids: [providerId], text };
      const proven = await write(
        { method: 'POST', ...path, json },
        chatStarted,
        ({ chat_id, message_id }) => ({ chat_id, message_id, provider_id: providerId }),
      );
      return lookedUp(proven);
    },

    readProfile,

    async sentInvites(accountId, cursor) {
      const place = readPlace(cursor);
      const path = at`/${accountId}/users/me/relation-requests`;
      const query = placeQuery(place, PAGE, { type: 'sent' });
      const page = await request.read({ method: 'GET', ...path, query }, relationRequestList);
      return pageOf(page.data, turnPage(place, PAGE, page), (i) => ({
        invitation_id: i.id,
        provider_id: i.user?.id ?? null,
        public_id: i.user?.public_identifier?.toLowerCase() ?? null,
      }));
    },

    // LinkedIn has no list of all chats in V2, and whether it heeds `after` is open: newest first, so an older one is the end.
    async chats(accountId, since, cursor) {
      const place = readPlace(cursor);
      const inboxes = place.inboxes ?? (await inboxesOf(accountId));
      const [inbox = PRIMARY, ...others] = inboxes;
      const path = at`/${accountId}/inboxes/${inbox}/chats`;
      const query = placeQuery(place, PAGE);
      const page = await request.read({ method: 'GET', ...path, query }, chatList);
      const { news, ended } = newsSince(since, page.data, (c) => c.last_message_timestamp);
      const next = ended ? undefined : turnPage(place, PAGE, page);
      const onward =
        next || others.length === 0 ? next && { ...next, inboxes } : { ...start(), inboxes: others };
      return pageOf(news, onward, (c) => ({ id: c.id, provider_id: c.user_id ?? null }));
    },

    async messages(chat, since, cursor) {
      const place = readPlace(cursor);
      const path = at`/${chat.accountId}/chats/${chat.id}/messages`;
      const page = await request.read(
        { method: 'GET', ...path, query: placeQuery(place, PAGE) },
        messageList,
      );
      const { news, ended } = newsSince(since, page.data, (m) => m.timestamp);
      const said = news.filter((m) => !m.is_event && !m.is_deleted);
      return pageOf(said, ended ? undefined : turnPage(place, PAGE, page), (m) => ({
        mine: m.is_sender,
        event: messageEvent({
          accountId: chat.accountId,
          messageId: m.id,
          chatId: chat.id,
          mine: m.is_sender,
          providerId: chat.provider_id ?? (m.is_sender ? null : (m.sender_id ?? null)),
          profileUrl: null,
          text: m.text ?? null,
          // Without a time it is a message all the same: the database gives it one.
          at: m.timestamp ?? '',
        }),
      }));
    },

    async relations(accountId, cursor) {
      const place = readPlace(cursor);
      const path = at`/${accountId}/users/me/relations`;
      const page = await request.read(
        { method: 'GET', ...path, query: placeQuery(place, PAGE) },
        relationList,
      );
      return pageOf(page.data, turnPage(place, PAGE, page), ({ user, created_at }) =>
        acceptedEvent({
          accountId,
          providerId: user.id,
          profileUrl: user.public_identifier ? `https://www.linkedin.com/in/${user.public_identifier}` : null,
          at: created_at ?? new Date(tools.clock.now()).toISOString(),
        }),
      );
    },

    async accounts(cursor) {
      const place = readPlace(cursor);
      const query = placeQuery(place, PAGE, { provider: 'linkedin' });
      const page = await request.read({ method: 'GET', ...at`/accounts/`, query }, accountList);
      const ours = page.data.filter((a) => (a.provider ?? 'linkedin') === 'linkedin');
      const next = page.has_more ? turnPage(place, PAGE, page) : undefined;
      return pageOf(ours, next, (a) => ({ id: a.id, status: readStatus(a) }));
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

function withheld(): ProviderError {
  return new ProviderError('read /:id/users/:id', {
    ...classifyError({ kind: 'no_proof' }),
    code: 'profile_withheld',
    message: 'The provider withheld a part of the profile that is needed',
  });
}

/** What is newer than `since`, or without a time; and whether something older came, which ends a list that is newest first. */
function newsSince<T>(since: Date | null, items: T[], timeOf: (item: T) => string | null | undefined) {
  const isOld = (item: T) => since !== null && Date.parse(timeOf(item) ?? '') <= since.getTime();
  return { news: items.filter((item) => !isOld(item)), ended: items.some(isOld) };
}

function pageOf<T, R>(items: T[], next: Place | undefined, read: (item: T) => R): Page<R> {
  return { items: items.map(read), cursor: next ? JSON.stringify(next) : null };
}

/** As it is compared: decoded, one form of accents, lower case. */
function slug(said: string | null | undefined): string {
  try {
    return decodeURIComponent(said ?? '')
      .normalize('NFC')
      .toLowerCase();
  } catch {
    return said ?? '';
  }
}
