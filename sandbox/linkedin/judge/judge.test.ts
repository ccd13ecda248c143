import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  DAY,
  HOUR,
  leadsOf,
  MINUTE,
  startTestLinkedIn,
  type TestLinkedIn,
} from '../../../testing/linkedin.ts';
import { type Law, noLaw } from './law.ts';

const rules = {
  time_zone: 'America/Sao_Paulo',
  window_start: '09:00',
  window_end: '18:00',
  working_days: [1, 2, 3, 4, 5],
  holidays: ['2026-12-25'],
  gap_min_minutes: 20,
  daily_max: { send_invite: 3, send_message: 3, view_profile: 3 },
  rolling_7d_max: { send_invite: 5 },
  pending_invites_max: 100,
};

let t: TestLinkedIn;
let ids: string[];
let friends: string[];
let law: Law;

beforeEach(async () => {
  law = noLaw;
  t = await startTestLinkedIn({ readLaw: async () => law });
  const { strangers, connections } = await leadsOf(t);
  ids = strangers.map((lead) => lead.provider_id);
  friends = connections.map((lead) => lead.provider_id);
  await t.control({ rules: { rules } });
});
afterEach(() => t.stop());

const id = (index = 0) => ids[index] ?? '';
const friend = (index = 0) => friends[index] ?? '';

test('a run that keeps every rule has no breach', async () => {
  for (let day = 0; day < 2; day += 1) {
    for (let i = 0; i < 2; i += 1) {
      await t.view(id(day * 2 + i));
      await t.pass(25 * MINUTE);
      await t.invite(id(day * 2 + i), 'Olá');
      await t.pass(25 * MINUTE);
      await t.message(friend(day * 2 + i), `Bom dia, ${day} ${i}`);
      await t.pass(25 * MINUTE);
    }
    await t.pass(DAY - 150 * MINUTE);
  }
  // Reading is no act: no gap, no budget.
  for (let i = 0; i < 10; i += 1) await t.view(id(i), false);
  expect(t.linkedin.calls().filter((call) => call.effect)).toHaveLength(12);
  expect(t.linkedin.judge.breaches()).toEqual([]);
});

describe('budget and time', () => {
  test('one more than the day allows, refused calls not counted', async () => {
    await t.control({ fault: { error: 'user_unreachable' } });
    for (let i = 0; i < 4; i += 1) {
      await t.invite(id(i));
      await t.pass(30 * MINUTE);
    }
    expect(t.breaches()).toEqual([]);
    await t.invite(id(4));
    expect(t.breaches()).toEqual(['daily_limit']);
  });

  test('an answer that never came counts', async () => {
    await t.control({ fault: { error: 'request_timeout', count: 3 } });
    for (let i = 0; i < 4; i += 1) {
      await t.invite(id(i));
      await t.pass(30 * MINUTE);
    }
    expect(t.breaches()).toEqual(['daily_limit']);
  });

  test('the sixth invitation in 7 days, and none once the first is older', async () => {
    for (let i = 0; i < 5; i += 1) {
      await t.invite(id(i));
      await t.pass(i % 3 === 2 ? DAY - 60 * MINUTE : 30 * MINUTE);
    }
    await t.pass(DAY);
    await t.invite(id(5));
    expect(t.breaches()).toEqual(['weekly_limit']);
    await t.pass(6 * DAY);
    await t.invite(id(6));
    expect(t.breaches()).toEqual(['weekly_limit']);
  });

  test('more pending than allowed', async () => {
    await t.control({ rules: { rules: { ...rules, pending_invites_max: 1 } } });
    await t.invite(id(0));
    await t.pass(HOUR);
    await t.invite(id(1));
    expect(t.breaches()).toEqual(['pending_limit']);
  });

  test.each([
    ['before the window', -HOUR],
    ['the first instant after it', 9 * HOUR + 6000],
    ['on a Saturday', 5 * DAY],
    ['on a holiday', 32 * DAY],
  ])('%s', async (_, wait) => {
    await t.pass(wait);
    await t.invite(id());
    expect(t.breaches()).toEqual(['window']);
  });

  test('decided in the last second, arrived a second late', async () => {
    await t.pass(9 * HOUR + 1000);
    await t.invite(id());
    expect(t.breaches()).toEqual([]);
  });

  test('a window across midnight needs both days open', async () => {
    await t.control({ rules: { rules: { ...rules, window_start: '22:00', window_end: '02:00' } } });
    // Tuesday 01:00, of the window that began on Monday.
    await t.pass(16 * HOUR);
    await t.invite(id(0));
    expect(t.breaches()).toEqual([]);
    // Saturday 01:00: the window began on Friday, but it is Saturday.
    await t.pass(4 * DAY);
    await t.invite(id(1));
    // Monday 01:00: it began on Sunday.
    await t.pass(2 * DAY);
    await t.invite(id(2));
    expect(t.breaches()).toEqual(['window', 'window']);
  });

  test('19 minutes after another act of any kind, with any outcome', async () => {
    await t.view(id(0));
    await t.pass(19 * MINUTE);
    await t.control({ fault: { error: 'user_unreachable' } });
    await t.invite(id(1));
    expect(t.breaches()).toEqual(['gap']);
    await t.pass(19 * MINUTE);
    await t.message(friend(), 'oi');
    expect(t.breaches()).toEqual(['gap', 'gap']);
  });

  test('a clock that went back is no gap', async () => {
    await t.pass(2 * HOUR);
    await t.invite(id(0));
    await t.pass(-HOUR);
    await t.invite(id(1));
    expect(t.breaches()).toEqual(['gap']);
  });
});

describe('once', () => {
  test('the same invitation again after a 504, sent or not', async () => {
    for (const [index, commit] of [true, false].entries()) {
      await t.control({ fault: { error: 'request_timeout', commit } });
      await t.invite(id(index), 'Olá');
      await t.pass(30 * MINUTE);
      await t.invite(id(index), 'Olá');
      await t.pass(DAY - 30 * MINUTE);
    }
    expect(t.breaches().filter((rule) => rule === 'sent_twice')).toHaveLength(2);
  });

  test('two invitations to a person at the same moment', async () => {
    await Promise.all([t.message(friend(), 'oi'), t.message(friend(), 'oi')]);
    expect(t.breaches().toSorted()).toEqual(['gap', 'sent_twice']);
  });

  test('a refused call may be sent again', async () => {
    await t.control({ fault: { error: 'too_many_requests' } });
    await t.message(friend(), 'oi');
    await t.pass(DAY);
    await t.message(friend(), 'oi');
    expect(t.breaches()).toEqual([]);
  });

  test('where approvals are known: as many calls as approvals', async () => {
    law = { ...noLaw, approvals: [{ at: t.now(), is_answer: false }], is_released: true };
    await t.view(id());
    await t.pass(DAY);
    await t.view(id());
    expect(t.breaches()).toEqual(['sent_twice']);
    law = { ...law, approvals: [1, 2, 3].map((at) => ({ at, is_answer: false })) };
    await t.pass(DAY);
    await t.view(id());
    expect(t.breaches()).toEqual(['sent_twice']);
  });

  test('the same words to the same person, only written otherwise', async () => {
    await t.message(friend(), 'Bom dia,\nAna');
    await t.pass(HOUR);
    await t.message(friend(), 'bom dia,  Ana ');
    expect(t.breaches()).toEqual(['same_words']);
  });

  test('the same words without accents and signs, with a soft hyphen, or as a note before', async () => {
    await t.message(friend(), 'Olá Ana, tudo bem?');
    await t.pass(HOUR);
    await t.message(friend(), 'OLA ANA tudo\u00ad bem');
    expect(t.breaches()).toEqual(['same_words']);
    await t.pass(HOUR);
    await t.message(friend(1), 'OLA ANA tudo bem');
    expect(t.breaches()).toEqual(['same_words']);
  });

  test('another of a kind while it is not known what became of one', async () => {
    law = { ...noLaw, open_outcomes: 1 };
    await t.message(friend(), 'um');
    await t.pass(HOUR);
    law = { ...noLaw, open_outcomes: 2 };
    await t.message(friend(), 'dois');
    expect(t.breaches()).toEqual(['unknown_outcome']);
  });

  test('another invitation while one is pending', async () => {
    await t.invite(id(), 'um');
    await t.pass(HOUR);
    await t.invite(id(), 'dois');
    expect(t.breaches()).toEqual(['pending_invitation']);
  });
});

describe('people', () => {
  test('invited again 20 days after the withdrawal', async () => {
    const { invitation_id } = (await t.invite(id(), 'um')).body;
    await t.pass(HOUR);
    await t.call('DELETE', `users/invite/sent/${invitation_id}?account_id=${ACCOUNT}`);
    await t.pass(18 * DAY);
    await t.invite(id(), 'dois');
    expect(t.breaches()).toEqual(['reinvited']);
    await t.pass(3 * DAY);
    await t.invite(id(), 'três');
    expect(t.breaches()).toEqual(['reinvited']);
  });

  test('a message to a stranger, an invitation to a known connection', async () => {
    await t.message(id(), 'oi');
    await t.pass(HOUR);
    await t.invite(friend());
    expect(t.breaches()).toEqual(['connection', 'connection']);
  });

  test('an invitation to a person who accepted unseen is no breach', async () => {
    await t.control({ lag: { relation_h: [8, 8] } });
    await t.control({ human: { lead: id(), do: 'invite' } });
    await t.control({ accept: { lead: id() } });
    expect((await t.invite(id())).body.type).toBe('errors/already_connected');
    expect(t.breaches()).toEqual([]);
  });

  test('no approval, or nothing is being released', async () => {
    law = { ...noLaw, approvals: [], is_released: false };
    await t.message(friend(), 'não aprovado');
    await t.pass(HOUR);
    law = { ...noLaw, approvals: [{ at: t.now(), is_answer: false }], is_released: false };
    await t.message(friend(1), 'aprovado, mas editado');
    expect(t.breaches()).toEqual(['not_approved', 'not_approved']);
  });

  test('a person who must not be contacted', async () => {
    law = { ...noLaw, suppressed_since: t.now() - MINUTE };
    await t.view(id());
    expect(t.breaches()).toEqual(['suppressed']);
  });

  test('a message after a reply that was taken, unless approved since', async () => {
    await t.control({ reply: { lead: friend(), text: 'Não, obrigada' } });
    await t.linkedin.idle();
    await t.pass(HOUR);
    await t.message(friend(), 'Mais uma vez');
    expect(t.breaches()).toEqual(['answered']);
    law = { ...noLaw, approvals: [{ at: t.now(), is_answer: true }], is_released: true };
    await t.pass(2 * MINUTE);
    await t.message(friend(), 'Claro, desculpe');
    expect(t.breaches()).toEqual(['answered']);
  });

  test('a reply that was not told is no breach', async () => {
    t.answerHooks(503);
    await t.control({ reply: { lead: friend(), text: 'Não' } });
    await t.linkedin.idle();
    await t.pass(HOUR);
    await t.message(friend(), 'Bom dia');
    expect(t.breaches()).toEqual([]);
  });
});

describe('campaign', () => {
  const campaign = {
    paused_since: null,
    before_at: null,
    is_first: true,
    after_acceptance: false,
    wait_days: 2,
    colleagues: 0,
    per_company_week: 2,
  };

  test('a step while the campaign is paused, and one person too many of a company', async () => {
    law = { ...noLaw, campaign: { ...campaign, paused_since: t.now() - MINUTE } };
    await t.view(id());
    expect(t.breaches()).toEqual(['campaign_paused']);
    law = { ...noLaw, campaign: { ...campaign, colleagues: 2 } };
    await t.pass(HOUR);
    await t.view(id(1));
    expect(t.breaches()).toEqual(['campaign_paused', 'company_cap']);
  });

  test('a step before the one before it, and one before its working days have passed', async () => {
    law = { ...noLaw, campaign: { ...campaign, is_first: false } };
    await t.view(id());
    expect(t.breaches()).toEqual(['earlier_step']);
    const before_at = t.now();
    law = { ...noLaw, campaign: { ...campaign, is_first: false, before_at } };
    // Tuesday is one of two.
    await t.pass(DAY);
    await t.view(id(1));
    expect(t.breaches()).toEqual(['earlier_step', 'earlier_step']);
    await t.pass(DAY);
    await t.view(id(2));
    expect(t.breaches()).toEqual(['earlier_step', 'earlier_step']);
  });

  test('a message before the working days after the acceptance, however long ago the invitation went', async () => {
    const before_at = t.now() - 20 * DAY;
    const step = { ...campaign, is_first: false, after_acceptance: true, before_at };
    law = { ...noLaw, campaign: step };
    await t.message(friend(), 'Bom dia');
    expect(t.breaches()).toEqual([]);
    law = noLaw;
    await t.pass(HOUR);
    await t.invite(id());
    await t.pass(HOUR);
    await t.control({ accept: { lead: id() } });
    law = { ...noLaw, campaign: step };
    await t.pass(HOUR);
    await t.message(id(), 'Obrigado');
    expect(t.breaches()).toEqual(['earlier_step']);
  });
});

describe('account', () => {
  test('a write while the account is known to be down; the first one could not know', async () => {
    t.answerHooks(503);
    await t.control({ account_status: { status: 'credentials' } });
    await t.invite(id(0));
    expect(t.breaches()).toEqual([]);
    await t.pass(HOUR);
    await t.invite(id(1));
    expect(t.breaches()).toEqual(['account_down']);
  });

  test('a limit stops acts of its kind for a day', async () => {
    await t.control({ limits: { invites_7d: 0 } });
    await t.invite(id(0));
    await t.pass(HOUR);
    await t.message(friend(), 'oi');
    expect(t.breaches()).toEqual([]);
    await t.pass(HOUR);
    await t.invite(id(1));
    expect(t.breaches()).toEqual(['account_down']);
  });

  test('after a restriction nothing for a week, and where people are known nothing until one lets it', async () => {
    await t.control({ fault: { error: 'account_restricted' } });
    const restrictedAt = t.now();
    await t.invite(id(0));
    await t.pass(4 * DAY);
    await t.view(id(1));
    await t.pass(4 * DAY);
    await t.view(id(2));
    expect(t.breaches()).toEqual(['account_down']);
    law = { ...noLaw, approvals: [{ at: 0, is_answer: false }], is_released: true };
    await t.pass(HOUR);
    await t.view(id(3));
    expect(t.breaches()).toEqual(['account_down', 'account_down']);
    law = { ...law, resumed_at: restrictedAt + DAY };
    await t.pass(HOUR);
    await t.view(id(4));
    expect(t.breaches()).toEqual(['account_down', 'account_down']);
  });
});

test('a breach names its call and is in the control API; forgiven it is gone', async () => {
  await t.message(id(), 'oi');
  expect(t.linkedin.judge.breaches()[0]).toBe(
    `connection call 1 at 2026-11-23T12:00:00.000Z on ${ACCOUNT}: a message to a person who is no connection`,
  );
  expect((await t.control()).breaches).toMatchObject([
    { rule: 'connection', call_id: 1, account_id: ACCOUNT },
  ]);
  expect((await t.control({ forgive_breaches: true })).breaches).toEqual([]);
});

test('a law that cannot be read does not change how LinkedIn answers', async () => {
  const own = await startTestLinkedIn({
    readLaw: async () => {
      throw new Error('database gone');
    },
  });
  const { strangers } = await leadsOf(own);
  expect((await own.invite(strangers[0]?.provider_id ?? '')).status).toBe(201);
  await own.stop();
});
