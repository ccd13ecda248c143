import type { Account, InboundEvent, ReleaseResult } from '../../ports/outreach.ts';

/** How one write ended; what `recordRelease` takes besides the claim. */
export type WriteOutcome = Pick<ReleaseResult, 'result' | 'provider' | 'error' | 'signal'>;

export interface Profile {
  /** Stable id at the provider. */
  provider_id: string;
  /** The slug of the person's page; null where the provider does not give it. */
  public_id: string | null;
  name: string | null;
  /** What the person writes under their name; null where the provider does not give it. Title and company likewise. */
  headline: string | null;
  /** Of the position that the person holds now. */
  title: string | null;
  company: string | null;
  connected: boolean;
  invitation: 'none' | 'pending' | 'withdrawn';
}

/** How a visit ended, and what it showed of the person. */
export interface VisitOutcome extends WriteOutcome {
  seen?: Profile;
}

interface SentInvite {
  invitation_id: string;
  provider_id: string | null;
  /** The slug of the invited person's page, lower case. */
  public_id: string | null;
}

interface Chat {
  id: string;
  /** Of the other person; null for groups. */
  provider_id: string | null;
}

/** One message of a chat, as an event, besides what the outbox of an unknown release compares. */
interface ChatMessage {
  event: InboundEvent;
  mine: boolean;
}

export interface Page<T> {
  items: T[];
  /** Null: this was the last page. */
  cursor: string | null;
}

/**
 * LinkedIn as the governor sees it.
 *
 * A write is called exactly once per claim and never throws: what happens is its outcome, in doubt `unknown`.
 * A read may be repeated inside and throws `ProviderError`.
 */
export interface LinkedInProvider {
  view(accountId: string, person: string): Promise<VisitOutcome>;
  invite(p: {
    accountId: string;
    providerId: string;
    note: string | null;
    tier: Account['tier'];
  }): Promise<WriteOutcome>;
  withdraw(accountId: string, invitationId: string): Promise<WriteOutcome>;
  message(p: { accountId: string; providerId: string; text: string }): Promise<WriteOutcome>;

  /** Without the person being told. `person`: a slug or a provider id. */
  readProfile(accountId: string, person: string): Promise<Profile>;
  sentInvites(accountId: string, cursor: string | null): Promise<Page<SentInvite>>;
  /** Chats with something new after `since`, newest first. */
  chats(accountId: string, since: Date | null, cursor: string | null): Promise<Page<Chat>>;
  messages(
    chat: Chat & { accountId: string },
    since: Date | null,
    cursor: string | null,
  ): Promise<Page<ChatMessage>>;
  /** Connections, newest first, as `accepted` events. */
  relations(accountId: string, cursor: string | null): Promise<Page<InboundEvent>>;
  accountStatus(accountId: string): Promise<Account['status']>;
  accounts(cursor: string | null): Promise<Page<{ id: string; status: Account['status'] }>>;
}
