import { expect, it } from 'vitest';
import type { OutreachForBot } from '../../ports/outreach.ts';
import { outreachDesk } from '../../testing/bot/outreach.ts';
import { outreachEn as t } from '../texts/en/outreach.ts';
import { submitUnsuppress } from './unsuppress-command.ts';

async function submitted(endSuppression: OutreachForBot['endSuppression']) {
  const { outreachDesk: desk } = outreachDesk({ endSuppression });
  const acks: unknown[] = [];
  await submitUnsuppress(desk)({
    ack: async (answer?: unknown) => void acks.push(answer),
    body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0RENATA' } },
    view: {
      id: 'V1',
      team_id: 'T0GREENLIGHT',
      private_metadata: JSON.stringify({ channel_id: null }),
      state: {
        values: {
          suppression: { suppression: { selected_option: { text: { text: 'Ana' }, value: '7' } } },
          reason: { reason: { value: 'The person asked to be contacted again' } },
        },
      },
    },
  } as never);
  return acks;
}

it('submitUnsuppress() answers in time, and keeps the form open, where the database says nothing', async () => {
  expect(await submitted(() => new Promise(() => {}))).toEqual([
    { response_action: 'errors', errors: { reason: t.suppress.notRecorded } },
  ]);
});
