import type { GovernorTools } from '../governor-tools.ts';
import { ProviderError } from '../providers/provider-error.ts';

const MINUTE = 60_000;
/** Each is drawn between half and one and a half times this: never at a fixed time. */
const INBOX_EVERY_MS = 30 * MINUTE;
const RELATIONS_EVERY_MS = 6 * 60 * MINUTE;
const ACCOUNTS_EVERY_MS = 20 * MINUTE;
/** How far back a governor that has just started reads; what is known already changes nothing. */
const FIRST_LOOK_BACK_MS = 30 * 24 * 60 * MINUTE;
/** Unipile's cache lags; a later message may show up earlier. */
const OVERLAP_MS = 10 * MINUTE;
const CHAT_PAGES = 20;
const MESSAGE_PAGES = 3;
const RELATION_PAGES = 2;

/**
 * Reads now and then what webhooks may have lost: states of accounts, replies, accepted invitations.
 *
 * A failed read is logged and tried at its next time; follow-ups meanwhile wait for a fresh inbox by themselves.
 */
export async function pollInboxes(tools: GovernorTools): Promise<void> {
  const { inbox, clock, random, log } = tools;
  const now = clock.now();
  const later = (every: number) => now + every * (0.5 + random.next());
  const quietly = (what: string, id: string | undefined, work: () => Promise<void>) =>
    work().catch((error: unknown) => {
      if (!(error instanceof ProviderError)) throw error;
      log.warn(what, { ...(id === undefined ? {} : { account_id: id }), code: error.is.code });
    });
  if (now >= inbox.accountsDueAt) {
    inbox.accountsDueAt = later(ACCOUNTS_EVERY_MS);
    await quietly('accounts_not_read', undefined, () => readAccounts(tools, later));
  }
  for (const [accountId, reads] of inbox.byAccount) {
    if (now >= reads.inboxDueAt) {
      reads.inboxDueAt = later(INBOX_EVERY_MS);
      await quietly('inbox_not_read', accountId, () => readInbox(tools, accountId));
    }
    if (now >= reads.relationsDueAt) {
      reads.relationsDueAt = later(RELATIONS_EVERY_MS);
      await quietly('relations_not_read', accountId, () => readRelations(tools, accountId));
    }
  }
}

/** Stores every message since the last read, then that the inbox was read. @throws {ProviderError} */
export async function readInbox(tools: GovernorTools, accountId: string): Promise<void> {
  const { provider, outreach, inbox, clock } = tools;
  const began = clock.now();
  const reads = inbox.byAccount.get(accountId);
  const since = new Date((reads?.readTo ?? began - FIRST_LOOK_BACK_MS) - OVERLAP_MS);
  let cursor: string | null = null;
  let complete = false;
  for (let page = 0; page < CHAT_PAGES && !complete; page += 1) {
    const chats = await provider.chats(accountId, since, cursor);
    for (const chat of chats.items) await readChat(tools, { ...chat, accountId }, since);
    cursor = chats.cursor;
    complete = cursor === null;
  }
  if (!complete) {
    // More came in than one look may read: what was stored is kept, but the inbox is not called read.
    tools.log.warn('inbox_longer_than_one_look', { account_id: accountId });
    return;
  }
  if (reads) reads.readTo = began;
  await outreach.recordInboxRead(accountId);
}

async function readChat(
  tools: GovernorTools,
  chat: { id: string; provider_id: string | null; accountId: string },
  since: Date,
): Promise<void> {
  let cursor: string | null = null;
  for (let page = 0; page < MESSAGE_PAGES; page += 1) {
    const messages = await tools.provider.messages(chat, since, cursor);
    for (const { event } of messages.items) await tools.outreach.recordInbound(event);
    if (messages.cursor === null) return;
    cursor = messages.cursor;
  }
}

/** Connections are newest first: a page without news ends the look. */
async function readRelations({ provider, outreach }: GovernorTools, accountId: string): Promise<void> {
  let cursor: string | null = null;
  for (let page = 0; page < RELATION_PAGES; page += 1) {
    const relations = await provider.relations(accountId, cursor);
    let news = false;
    for (const event of relations.items) news = (await outreach.recordInbound(event)) || news;
    if (!news || relations.cursor === null) return;
    cursor = relations.cursor;
  }
}

/** Asks how an account is now, and stores it. @throws {ProviderError} */
export async function readAccountStatus(
  { provider, outreach }: Pick<GovernorTools, 'provider' | 'outreach'>,
  accountId: string,
): Promise<void> {
  await outreach.recordAccountStatus(accountId, await provider.accountStatus(accountId));
}

async function readAccounts(tools: GovernorTools, later: (every: number) => number): Promise<void> {
  const { provider, outreach, inbox } = tools;
  let cursor: string | null = null;
  const seen = new Set<string>();
  do {
    const page = await provider.accounts(cursor);
    for (const { id, status } of page.items) {
      seen.add(id);
      await outreach.recordAccountStatus(id, status);
      if (!inbox.byAccount.has(id))
        inbox.byAccount.set(id, {
          readTo: null,
          inboxDueAt: later(INBOX_EVERY_MS / 10),
          relationsDueAt: later(RELATIONS_EVERY_MS / 10),
        });
    }
    cursor = page.cursor;
  } while (cursor !== null);
  for (const id of inbox.byAccount.keys()) if (!seen.has(id)) inbox.byAccount.delete(id);
}
