import { createHmac } from 'node:crypto';
import { after, type Network } from './network.ts';
import { newId } from './new-id.ts';
import { presentMessage, presentUser, shownInV2 } from './present-v2.ts';
import type { Account, Hook, Json, Message, Person } from './shapes.ts';
import type { Delivery, Subject } from './store/deliveries.ts';

/** Unipile wants its 200 within 30 s; nothing here needs as long. */
const ACK_MS = 10_000;
/** Waits before each of the five retries, in virtual time. Unipile only says that they grow. */
const RETRY_MS = [5_000, 30_000, 120_000, 600_000, 1_800_000];

/** A message in one of the account's chats, its own ones included: nothing in v1 says which they are but the sender. */
export function announceMessage(net: Network, account: Account, person: Person, message: Message): void {
  const owner = {
    attendee_id: `att-${account.provider_id}`,
    attendee_name: account.name,
    attendee_provider_id: account.provider_id,
    attendee_profile_url: `https://www.linkedin.com/in/${account.public_identifier}/`,
  };
  const other = {
    attendee_id: `att-${person.provider_id}`,
    attendee_name: `${person.first_name} ${person.last_name}`,
    attendee_provider_id: person.provider_id,
    attendee_profile_url: `https://www.linkedin.com/in/${person.public_identifier}/`,
  };
  announce(net, account, after(net, net.lags.webhook_s), { kind: 'message', id: message.id }, [
    'messaging',
    'message_received',
    {
      event: 'message_received',
      account_id: account.id,
      account_type: 'LINKEDIN',
      account_info: { type: 'LINKEDIN', feature: 'classic', user_id: account.provider_id },
      chat_id: message.chat_id,
      message_id: message.id,
      message: message.text,
      timestamp: new Date(message.at).toISOString(),
      sender: message.is_own ? owner : other,
      attendees: [other],
      attachments: [],
    },
    'message.new',
    presentMessage(net, message),
  ]);
}

/** Unipile polls relations at random: up to eight hours late. */
export function announceRelation(net: Network, account: Account, person: Person): void {
  const at = after(net, net.lags.relation_h, 3_600_000);
  announce(net, account, at, { kind: 'relation', person_id: person.provider_id }, [
    'users',
    'new_relation',
    {
      event: 'new_relation',
      account_id: account.id,
      account_type: 'LINKEDIN',
      user_full_name: `${person.first_name} ${person.last_name}`,
      user_provider_id: person.provider_id,
      user_public_identifier: person.public_identifier,
      user_profile_url: `https://www.linkedin.com/in/${person.public_identifier}/`,
      user_picture_url: null,
    },
    'relation.new',
    { id: `rel-${person.provider_id}`, user: presentUser(person) },
  ]);
}

export function announceStatus(net: Network, account: Account, word: string): void {
  announce(net, account, net.now(), { kind: 'status' }, [
    'account_status',
    null,
    { AccountStatus: { account_id: account.id, account_type: 'LINKEDIN', message: word } },
    `account.status.${shownInV2[account.status]}`,
    { timestamp: new Date(net.now()).toISOString() },
  ]);
}

/** One happening as both versions tell it: v1's source, event and body, V2's type and payload. */
type Told = [Hook['source'], string | null, Json, string, Json];

function announce(
  net: Network,
  account: Account,
  dueAt: number,
  subject: Subject,
  [source, event, body, type, payload]: Told,
): void {
  const { duplicate, reorder_s } = net.trouble;
  // An account that is not OK is not being read: what happens there is told in one burst when it is back.
  const held = source !== 'account_status' && account.status !== 'ok';
  const envelope = {
    id: `evt_${newId()}`,
    created_at: new Date(net.now()).toISOString(),
    account_id: account.id,
    account_provider: 'linkedin',
    account_name: account.name,
    account_scope_id: 'scope_sandbox',
    application_id: 'app_sandbox',
    application_production: false,
    type,
    payload,
  };
  for (const hook of net.deliveries.hooks()) {
    const isV2 = hook.source === 'application';
    if (!(isV2 || hook.source === source) || !hook.enabled) continue;
    if (hook.account_ids && !hook.account_ids.includes(account.id)) continue;
    const name = isV2 ? type : event;
    if (hook.events && name !== null && !hook.events.includes(name)) continue;
    const inV1 = source === 'account_status' ? body : { ...body, webhook_name: hook.name };
    for (let copy = 0; copy <= duplicate; copy += 1) {
      net.deliveries.add({
        hook_id: hook.id,
        account_id: account.id,
        due_at: dueAt + Math.floor(net.random() * reorder_s * 1000),
        held,
        body: isV2 ? envelope : inV1,
        subject,
      });
    }
  }
  net.wake();
}

/**
 * Sends everything that is due by now, the earliest first, one after the other.
 *
 * @param url Where the sandbox's own hooks go: asked late, its server may start later.
 */
export async function deliverDue(net: Network, url: () => string): Promise<void> {
  for (;;) {
    const delivery = net.inFlight.stopped ? undefined : net.deliveries.due(net.now());
    if (!delivery) return;
    const hook = net.deliveries.hooks().find(({ id }) => id === delivery.hook_id);
    if (!hook) {
      net.deliveries.drop(delivery.id);
      continue;
    }
    if (await send(net, hook.request_url === '' ? url() : hook.request_url, hook, delivery)) {
      learn(net, delivery);
      net.deliveries.drop(delivery.id);
      continue;
    }
    const wait = RETRY_MS[delivery.attempts];
    if (wait === undefined) {
      net.log.warn('linkedin_webhook_given_up', { attempt: delivery.attempts + 1 });
      net.deliveries.drop(delivery.id);
    } else net.deliveries.retryAt(delivery.id, net.now() + wait);
  }
}

async function send(net: Network, url: string, hook: Hook, { body }: Delivery): Promise<boolean> {
  if (net.trouble.lose > 0) {
    net.trouble.lose -= 1;
    return false;
  }
  // v1 has no content type of its own: who creates a hook has to ask for one.
  const asked = Object.fromEntries(hook.headers.map(({ key, value }) => [key, value]));
  try {
    const response = await net.post(url, {
      method: 'POST',
      headers: hook.secret === undefined ? asked : { ...asked, ...signed(net, hook.secret, body) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ACK_MS),
    });
    await response.arrayBuffer();
    return hook.secret === undefined ? response.status === 200 : response.ok;
  } catch {
    return false;
  }
}

/** Each attempt is signed anew; whether V2 does so is not known. */
function signed(net: Network, secret: string, body: string): Record<string, string> {
  const t = Math.floor(net.now() / 1000);
  const v0 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return { 'content-type': 'application/json', 'unipile-signature': `t=${t},v0=${v0}` };
}

/** From here on its receiver cannot say that it did not know. */
function learn(net: Network, { subject, account_id }: Delivery): void {
  if (subject.kind === 'message') net.chats.learnMessage(subject.id, net.now());
  if (subject.kind === 'relation') net.people.learnRelation(account_id, subject.person_id, net.now());
  if (subject.kind === 'status') learnStatus(net, account_id);
}

export function learnStatus(net: Network, accountId: string): void {
  const account = net.accounts.get(accountId);
  if (account && account.status !== 'ok' && account.down_known_at === null)
    net.accounts.put({ ...account, down_known_at: net.now() });
}
