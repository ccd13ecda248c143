import { expect, it } from 'vitest';
import type { BudgetLine, Health } from '../../ports/content.ts';
import { testRules } from '../../testing/bot/rules.ts';
import { en, ptBr } from '../texts/texts.ts';
import { teamBlocks, teamHome } from './home-section.ts';

const month: BudgetLine = {
  scope: 'month',
  usd: 200,
  tokens: 200_000_000,
  raised_usd: 50,
  raised_tokens: 0,
  changed_by: null,
  changed_at: null,
  spent_usd: 199,
  spent_tokens: 1_000_000,
  reserved_usd: 1,
  reserved_tokens: 0,
  unpriced_tokens: 0,
};
const well: Health = {
  outbox: { waiting: 3, oldest_s: 2, given_up: 0 },
  failed_today: [],
  model_failed: null,
  model_answered_at: '2026-11-22T12:00:00Z',
};
const renata = { team_id: 'T1', user_id: 'U0RENATA', name: 'Renata', role: 'admin' as const, tz: 'UTC' };
const shown = (health: Health, t = en) =>
  JSON.stringify(teamBlocks({ people: [renata], rules: [], userGroups: [], budget: [month], health }, t));

it('tells what is spent of the cap with its raises, and who approves', () => {
  expect(shown(well)).toContain('USD 200.00 of USD 250.00');
  expect(shown(well)).toContain('(80%)');
  expect(shown(well)).toContain('<@U0RENATA>');
  const without = teamBlocks(
    { people: [], rules: [], userGroups: [], budget: [{ ...month, usd: null }], health: well },
    en,
  );
  expect(JSON.stringify(without)).toContain('no cap in money');
});

it('takes messages of a moment for no trouble, and those of minutes for some', () => {
  expect(shown(well)).toContain(en.teamHome.shown);
  expect(shown(well)).not.toContain(':warning:');
  const late = shown({ ...well, outbox: { waiting: 3, oldest_s: 240, given_up: 2 } });
  expect(late).toContain(en.teamHome.behind(3, 4));
  expect(late).toContain(en.teamHome.givenUp(2));
});

it.each([
  [en, 'stopped by a problem today'],
  [ptBr, 'interrompidos por um problema hoje'],
] as const)('says in words what failed', (t, words) => {
  const text = shown(
    {
      ...well,
      failed_today: [
        { code: 'model_unavailable', jobs: 2, topic: 'UDI' },
        { code: null, jobs: 1, topic: null },
      ],
      model_failed: { code: 'model_unavailable', at: null, topic: 'UDI' },
    },
    t,
  );
  expect(text).toContain(words);
  expect(text).not.toContain('model_unavailable');
});

it('shows the rules with the button that changes each, and how many more there are', () => {
  const group = {
    name: null,
    quorum: 2,
    roles: ['approver' as const],
    people: [],
    user_group: null,
    deputies: [],
  };
  const rules = Array.from({ length: 6 }, (_, n) => ({
    job_type: n === 0 ? '*' : 'blog',
    channel_id: n === 0 ? '*' : `C${n}`,
    version: 1,
    order: 'parallel' as const,
    groups: [group],
    remind_after_hours: 4,
    escalate_after_hours: null,
    expire_after_days: null,
    changed_by: null,
    changed_at: '2026-11-22T12:00:00Z',
    fault: null,
  }));
  const text = JSON.stringify(
    teamBlocks({ people: [renata], rules, userGroups: [], budget: [month], health: well }, en),
  );
  expect(text.match(/approvers_change_rule/g)).toHaveLength(4);
  expect(text).toContain(en.teamHome.moreRules(2));
  expect(text).toContain('approvers_new_rule');
});

it('shows it to admins alone', async () => {
  for (const role of ['guest', 'member', 'approver'] as const) {
    const { desk } = testRules({ role });
    expect(await teamHome(desk, 'T1', 'U1')).toEqual({ first: [], rest: [] });
  }
  const content = { getBudget: async () => [month], getHealth: async () => well };
  const { desk } = testRules({ role: 'admin', content });
  expect((await teamHome(desk, 'T1', 'U1')).rest.length).toBeGreaterThan(3);
  const away = testRules({ role: 'admin' });
  expect(JSON.stringify(await teamHome(away.desk, 'T1', 'U1'))).toContain(en.teamHome.notReachable);
});
