import type { Clock } from '../../../platform/clock.ts';
import { acceptedEvent, messageEvent } from '../events.ts';
import type { LinkedInProvider, Page } from '../provider.ts';
import { at, type UnipileRequest } from '../request.ts';
import { readStatus } from './read-status.ts';
import {
  accountList,
  chatList,
  inboxList,
  messageList,
  relationList,
  relationRequestList,
} from './shapes.ts';
import { type Place, placeQuery, readPlace, start, turnPage } from './turn-page.ts';

const PAGE = 50;
/** New conversations begin in the primary inbox of a product; ours is the classic LinkedIn. */
const PRIMARY = 'CLASSIC_PRIMARY';

type Lists = Pick<LinkedInProvider, 'sentInvites' | 'chats' | 'messages' | 'relations' | 'accounts'>;

export function lists(request: UnipileRequest, clock: Clock): Lists {
  /** Classic inboxes, the primary one first: where LinkedIn may put an answer is not documented. */
  async function inboxesOf(accountId: string): Promise<string[]> {
    const { data } = await request.read({ method: 'GET', ...at`/${accountId}/inboxes` }, inboxList);
    const ids = data.filter((i) => !i.disabled && i.id.startsWith('CLASSIC_')).map((i) => i.id);
    // Starred chats lie in another one as well.
    const others = ids.filter((id) => id !== PRIMARY && id !== 'CLASSIC_STARRED');
    return [PRIMARY, ...others];
  }

  return {
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
          at: created_at ?? new Date(clock.now()).toISOString(),
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
  };
}

/** What is newer than `since`, or without a time; and whether something older came, which ends a list that is newest first. */
function newsSince<T>(since: Date | null, items: T[], timeOf: (item: T) => string | null | undefined) {
  const isOld = (item: T) => since !== null && Date.parse(timeOf(item) ?? '') <= since.getTime();
  return { news: items.filter((item) => !isOld(item)), ended: items.some(isOld) };
}

function pageOf<T, R>(items: T[], next: Place | undefined, read: (item: T) => R): Page<R> {
  return { items: items.map(read), cursor: next ? JSON.stringify(next) : null };
}
