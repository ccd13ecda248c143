import type { z } from 'zod';
import { acceptedEvent, messageEvent } from '../events.ts';
import { noteTooLong, textOf } from '../outcome.ts';
import type { LinkedInProvider, Page, Profile } from '../provider.ts';
import { ProviderError } from '../provider-error.ts';
import { at, type UnipileTools, unipileRequest } from '../request.ts';
import { classifyError } from './classify-error.ts';
import { form } from './form.ts';
import { readStatus } from './read-status.ts';
import {
  account,
  accountList,
  anyAnswer,
  chatList,
  chatStarted,
  invitationList,
  invitationSent,
  messageList,
  relationList,
  userProfile,
} from './shapes.ts';

const PAGE = '50';

/** Unipile's v1 API: thin fetch and zod. */
export function unipile(tools: UnipileTools): LinkedInProvider {
  const request = unipileRequest(tools, {
    prefix: '/api/v1',
    classify: classifyError,
    readHeaders: {},
    isStale: () => false,
  });

  return {
    // For v1 a visit is a read of the profile of which the person is told; as it leaves a trace, it is never repeated.
    async view(accountId, person) {
      let seen: Profile | null = null;
      const query = { account_id: accountId, notify: 'true' };
      const call = { method: 'GET', ...at`/users/${person}`, query } as const;
      const outcome = await request.write(call, userProfile, (profile) => {
        seen = profileOf(profile);
        return { provider_id: profile.provider_id };
      });
      return seen === null ? outcome : { ...outcome, seen };
    },

    async invite({ accountId, providerId, note, tier }) {
      const tooLong = noteTooLong(note, tier);
      if (tooLong) return tooLong;
      return request.write(
        {
          method: 'POST',
          ...at`/users/invite`,
          json: {
            provider_id: providerId,
            account_id: accountId,
            ...(note === null ? {} : { message: note }),
          },
        },
        invitationSent,
        // `usage` tells from 50 % on how near LinkedIn's own limit is; the database heeds it.
        ({ invitation_id, usage }) => ({
          invitation_id,
          provider_id: providerId,
          ...(usage == null ? {} : { usage: String(usage) }),
        }),
      );
    },

    withdraw: (accountId, invitationId) =>
      request.write(
        {
          method: 'DELETE',
          ...at`/users/invite/sent/${invitationId}`,
          query: { account_id: accountId },
        },
        anyAnswer,
        () => ({ invitation_id: invitationId }),
      ),

    message({ accountId, providerId, text }) {
      const fields = { account_id: accountId, attendees_ids: providerId, text };
      const body = form(fields, `greenlight-${tools.random.id()}`);
      return request.write(
        { method: 'POST', ...at`/chats`, form: body },
        chatStarted,
        ({ chat_id, message_id }) => ({
          chat_id,
          message_id,
          provider_id: providerId,
        }),
      );
    },

    async readProfile(accountId, person) {
      const profile = await request.read(
        { method: 'GET', ...at`/users/${person}`, query: { account_id: accountId } },
        userProfile,
      );
      const known = profileOf(profile);
      if (known === null)
        throw new ProviderError('read /users/:id', {
          ...classifyError({ kind: 'no_proof' }),
          code: 'profile_withheld',
          message: 'The provider withheld how the two are connected',
        });
      return known;
    },

    async sentInvites(accountId, cursor) {
      const query = { account_id: accountId, limit: PAGE, cursor };
      const page = await request.read({ method: 'GET', ...at`/users/invite/sent`, query }, invitationList);
      return pageOf(page, (i) => ({
        invitation_id: i.id,
        provider_id: i.invited_user_id ?? null,
        public_id: i.invited_user_public_id?.toLowerCase() ?? null,
      }));
    },

    async chats(accountId, since, cursor) {
      const query = {
        account_id: accountId,
        account_type: 'LINKEDIN',
        limit: PAGE,
        after: since?.toISOString() ?? null,
        cursor,
      };
      const page = await request.read({ method: 'GET', ...at`/chats`, query }, chatList);
      return pageOf(page, (c) => ({ id: c.id, provider_id: c.attendee_provider_id ?? null }));
    },

    async messages(chat, since, cursor) {
      const query = { limit: PAGE, after: since?.toISOString() ?? null, cursor };
      const page = await request.read(
        { method: 'GET', ...at`/chats/${chat.id}/messages`, query },
        messageList,
      );
      const items = page.items.filter((m) => !m.is_event && !m.deleted);
      return pageOf({ ...page, items }, (m) => ({
        mine: Boolean(m.is_sender),
        event: messageEvent({
          accountId: chat.accountId,
          messageId: m.id,
          chatId: chat.id,
          mine: Boolean(m.is_sender),
          providerId: chat.provider_id ?? (m.is_sender ? null : (m.sender_id ?? null)),
          profileUrl: null,
          text: m.text ?? null,
          // Without a time it is a message all the same: the database gives it one.
          at: m.timestamp ?? '',
        }),
      }));
    },

    async relations(accountId, cursor) {
      const query = { account_id: accountId, limit: PAGE, cursor };
      const page = await request.read({ method: 'GET', ...at`/users/relations`, query }, relationList);
      return pageOf(page, (r) =>
        acceptedEvent({
          accountId,
          providerId: r.member_id,
          profileUrl: r.public_identifier ? `https://www.linkedin.com/in/${r.public_identifier}` : null,
          at: new Date(r.created_at ?? tools.clock.now()).toISOString(),
        }),
      );
    },

    async accounts(cursor) {
      const query = { limit: PAGE, cursor };
      const page = await request.read({ method: 'GET', ...at`/accounts`, query }, accountList);
      const ours = page.items.filter((a) => (a.type ?? 'LINKEDIN') === 'LINKEDIN');
      return pageOf({ ...page, items: ours }, (a) => ({ id: a.id, status: worstOf(a.sources) }));
    },

    async accountStatus(accountId) {
      return worstOf((await request.read({ method: 'GET', ...at`/accounts/${accountId}` }, account)).sources);
    },
  };
}

/** Null: a throttled answer withholds sections with 200; what is missing is not known, and not "no". */
function profileOf(profile: z.infer<typeof userProfile>): Profile | null {
  if (profile.network_distance == null && profile.is_relationship == null) return null;
  const name = [profile.first_name, profile.last_name].filter(Boolean).join(' ');
  const { invitation } = profile;
  const ours = invitation && invitation.type !== 'RECEIVED' ? invitation.status : null;
  return {
    provider_id: profile.provider_id,
    public_id: textOf(profile.public_identifier),
    name: name === '' ? null : name,
    headline: textOf(profile.headline),
    ...positionOf(profile.work_experience),
    connected: profile.network_distance === 'FIRST_DEGREE' || profile.is_relationship === true,
    invitation: ours === 'PENDING' ? 'pending' : ours === 'WITHDRAWN' ? 'withdrawn' : 'none',
  };
}

/** The position that the person holds now; where several are open, the first of them. */
function positionOf(positions: z.infer<typeof userProfile>['work_experience']) {
  const now = positions?.find((p) => p.current ?? p.end == null);
  return { title: textOf(now?.position), company: textOf(now?.company) };
}

/** An account is well only when all of its sources are. */
function worstOf(sources: { status: string }[] | null | undefined) {
  return (sources ?? []).map((s) => readStatus(s.status)).find((s) => s !== 'ok') ?? 'ok';
}

function pageOf<T, R>(
  page: { items: T[]; cursor?: string | null | undefined },
  read: (item: T) => R,
): Page<R> {
  return { items: page.items.map(read), cursor: page.cursor || null };
}
