import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { changed, hostile, type Input, written } from './inputs.ts';

const ME = 'ACoAA-me';
const THEM = 'ACoAA-them';
const at = '2026-11-23T13:00:00.000Z';

/** What Unipile v1 tells, each kind once. */
const bodiesOfV1 = (account: string) => [
  {
    event: 'message_received',
    account_id: account,
    account_info: { user_id: ME },
    chat_id: 'chat-1',
    message_id: 'message-1',
    message: 'Olá! Podemos conversar?',
    timestamp: at,
    sender: { attendee_provider_id: THEM, attendee_profile_url: 'https://www.linkedin.com/in/them' },
    attendees: { 0: { attendee_provider_id: THEM } },
  },
  {
    event: 'new_relation',
    account_id: account,
    user_provider_id: THEM,
    user_profile_url: 'https://www.linkedin.com/in/them',
  },
  { AccountStatus: { account_id: account, message: 'CREDENTIALS' } },
  { event: 'message_read', account_id: account },
];
const bodiesOfV2 = (account: string) => {
  const envelope = (type: string, payload: object) => ({
    id: 'event-1',
    type,
    account_id: account,
    payload: { ...payload },
  });
  return [
    envelope('message.new', {
      id: 'message-2',
      chat_id: 'chat-2',
      sender_id: THEM,
      text: 'Sim, quero saber mais.',
      timestamp: at,
      is_sender: false,
      is_event: false,
    }),
    envelope('relation.new', { user: { id: THEM, public_identifier: 'them' } }),
    envelope('account.status.credentials', {}),
    envelope('account.running', {}),
  ];
};

/** `POST /webhooks/unipile`, mostly with the right secret or signature. */
export function webhookInput(version: 'v1' | 'v2', account: string, secret: string): fc.Arbitrary<Input> {
  const bodies = version === 'v1' ? bodiesOfV1(account) : bodiesOfV2(account);
  const body = fc
    .record({
      of: fc.constantFrom(...bodies).chain((given) => written(changed(given))),
      // So that not all are the same piece of news.
      id: fc.uuid(),
    })
    .map(({ of, id }) => (typeof of === 'string' ? of.replace(/"(message|event)-\d"/, `"${id}"`) : of));
  const genuine = fc.oneof({ weight: 15, arbitrary: fc.constant(true) }, fc.constant(false));
  return fc
    .record({ body, genuine, other: hostile, method: fc.constantFrom(...Array(20).fill('POST'), 'GET') })
    .map(({ body: sent, genuine: isGenuine, other, method }) => {
      const word = other.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 200);
      const time = Math.floor(Date.now() / 1000);
      const seal = createHmac('sha256', secret).update(`${time}.`).update(sent).digest('hex');
      const headers: Record<string, string> =
        version === 'v1'
          ? { 'unipile-auth': isGenuine ? secret : word }
          : { 'unipile-signature': isGenuine ? `t=${time},v0=${seal}` : word };
      return {
        method,
        path: '/webhooks/unipile',
        headers,
        body: method === 'GET' ? null : sent,
        signed: false,
      };
    });
}
