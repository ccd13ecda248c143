import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { BudgetLine, Spending } from '../../ports/content.ts';
import { sent, testRules, typed } from '../../testing/bot/rules.ts';
import { budgetCommand } from '../register.ts';
import { textsOf } from '../texts/texts.ts';
import { submitBudget } from './budget-command.ts';
import { budgetMessage } from './budget-message.ts';
import { budgetModal } from './budget-modal.ts';
import { readBudget } from './read-budget.ts';
import { sizeOf, spendingNodes, spendingPicture } from './spending-picture.ts';

const texts = textsOf('en');
const t = texts.team;
const nothing: Spending = { days: [], people: [], types: [], models: [] };
const shown = (of: BudgetLine[], spending = nothing, pictureId: string | null = null) => ({
  lines: of,
  spending,
  pictureId,
  alt: 'what was spent',
});
const noPicture = async () => {
  throw new Error('drawn elsewhere');
};
const line = (scope: BudgetLine['scope'], change: Partial<BudgetLine> = {}): BudgetLine => ({
  scope,
  usd: 3,
  tokens: 3_000_000,
  raised_usd: 0,
  raised_tokens: 0,
  changed_by: null,
  changed_at: null,
  spent_usd: 0,
  spent_tokens: 0,
  reserved_usd: 0,
  reserved_tokens: 0,
  unpriced_tokens: 0,
  ...change,
});
const lines = [
  line('job'),
  line('person_day', { spent_usd: 1.5, spent_tokens: 40_000, reserved_usd: 0.25, reserved_tokens: 900 }),
  line('month', {
    usd: null,
    unpriced_tokens: 1234,
    changed_by: 'U0RENATA',
    changed_at: '2026-11-29T10:00:00Z',
  }),
];
const field = (value: string) => ({ amount: { value } });
const form = (change: Record<string, string> = {}) => {
  const values: Record<string, string> = {
    usd_job: '3',
    tokens_job: '1000',
    usd_person_day: '20',
    tokens_person_day: '2000',
    usd_month: '200',
    tokens_month: '3000',
    ...change,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, field(value)]));
};

describe('budgetMessage()', () => {
  it('shows spent, reserved and caps in money and tokens, unpriced tokens, and who changed a cap', () => {
    const message = JSON.stringify(
      budgetMessage(shown(lines), Date.parse('2026-11-29T12:00:00Z'), false, texts),
    );
    expect(message).toContain('USD 1.50 spent, USD 0.25 reserved, cap USD 3.00');
    expect(message).toContain('40,000 tokens spent, 900 tokens reserved, cap 3,000,000 tokens');
    expect(message).toContain('no cap');
    expect(message).toContain('1,234 tokens of this month');
    expect(message).toContain('changed by <@U0RENATA>');
    expect(message).not.toContain('rules_change_budget');
    expect(JSON.stringify(budgetMessage(shown(lines), 0, true, texts))).toContain('rules_change_budget');
  });

  it('writes amounts as the language does', () => {
    const pt = textsOf('pt-BR');
    expect(JSON.stringify(budgetMessage(shown(lines), 0, false, pt))).toContain(
      'US$ 1,50 gastos, US$ 0,25 reservados',
    );
  });

  const spending: Spending = {
    days: [
      { name: '2026-11-28', usd: 0.4, tokens: 4000 },
      { name: '2026-11-29', usd: 1.1, tokens: 36_000 },
    ],
    people: [{ name: 'U0ANA', usd: 1.5, tokens: 40_000 }],
    types: [{ name: 'blog', usd: 1.5, tokens: 40_000 }],
    models: [{ name: 'gpt-<x>', usd: 1.5, tokens: 40_000 }],
  };
  it('tells by person, kind of work, model and day what it went to, beside the picture', () => {
    const message = JSON.stringify(budgetMessage(shown(lines, spending, 'F1'), 0, false, texts));
    expect(message).toContain('"slack_file":{"id":"F1"},"alt_text":"what was spent"');
    for (const line of ['<@U0ANA>', 'Article', 'gpt-&lt;x&gt;'])
      expect(message).toContain(`• ${line}: USD 1.50 and 40,000 tokens`);
    expect(message.indexOf('2026-11-29')).toBeLessThan(message.indexOf('2026-11-28'));
  });

  it('tells what admins added at stops', () => {
    const raised = [line('person_day', { raised_tokens: 5000 }), line('month', { raised_usd: 2 })];
    const message = JSON.stringify(budgetMessage(shown(raised), 0, false, texts));
    expect(message).toContain('Added by admins at stops: 5,000 tokens to You, today.');
    expect(message).toContain('Added by admins at stops: USD 2.00 to The team, this month.');
  });
});

describe('spendingNodes()', () => {
  const view = (spending: Spending, of = lines) => ({
    lines: of,
    spending,
    month: '2026-11-01',
    nameOf: (_list: string, name: string) => name,
  });
  const said = (spending: Spending, of = lines) => JSON.stringify(spendingNodes(view(spending, of), texts));

  it('shows money where any was counted, and else tokens', () => {
    const days = [{ name: '2026-11-29', usd: 0, tokens: 36_000 }];
    const people = [{ name: 'Ana', usd: 0, tokens: 36_000 }];
    expect(said({ ...nothing, days, people })).toContain('36,000 tokens');
    const money = said({ ...nothing, days: days.map((day) => ({ ...day, usd: 1.25 })) });
    expect(money).toContain('USD 1.25');
    expect(money).toContain('USD 1.50 of USD 3.00');
  });

  it('keeps every bar inside the picture, also where more is spent than a lowered cap', () => {
    const over = [line('month', { tokens: 10, spent_tokens: 500, reserved_tokens: 500 })];
    for (const { style } of spendingNodes(view(nothing, over), texts)) {
      const { left = 0, width = 0 } = style as { left?: number; width?: number };
      expect(left + width).toBeLessThanOrEqual(sizeOf({ spending: nothing }).width);
      expect(width).toBeGreaterThanOrEqual(0);
    }
  });

  it('draws a PNG', async () => {
    const png = await spendingPicture()(view(nothing), texts);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('budgetModal()', () => {
  it('names caps as they hold for everyone, and not what the asker spent', () => {
    for (const locale of ['en', 'pt-BR'] as const) {
      const texts = textsOf(locale).team;
      const form = JSON.stringify(budgetModal({ channel_id: 'C1', response_url: null }, lines, texts));
      expect(form).toContain(texts.budget.caps.person_day);
      expect(form).not.toContain(texts.budget.scopes.person_day);
    }
  });
});

describe('readBudget()', () => {
  it('reads amounts with a point and with a comma; an empty amount is no cap in money', () => {
    expect(readBudget(form({ usd_job: '1,5', usd_month: '' }), t)).toEqual({
      caps: [
        { scope: 'job', usd: 1.5, tokens: 1000 },
        { scope: 'person_day', usd: 20, tokens: 2000 },
        { scope: 'month', usd: null, tokens: 3000 },
      ],
    });
  });

  it.each([
    [{ usd_job: '-1' }, { usd_job: t.budget.errors.usd }],
    [{ usd_job: 'NaN' }, { usd_job: t.budget.errors.usd }],
    [{ usd_month: '1e9' }, { usd_month: t.budget.errors.usd }],
    [{ tokens_job: '' }, { tokens_job: t.budget.errors.tokens }],
    [{ tokens_job: '0' }, { tokens_job: t.budget.errors.tokens }],
    [{ tokens_job: '1.5' }, { tokens_job: t.budget.errors.tokens }],
    [{ usd_person_day: '2' }, { usd_person_day: t.budget.errors.order }],
    [{ tokens_month: '1500' }, { tokens_month: t.budget.errors.order }],
  ])('says under the field what is wrong with %j', (change, errors) => {
    expect(readBudget(form(change), t)).toEqual({ errors });
  });
});

describe('/budget', () => {
  it('is shown to the team, not to guests, and changed by admins alone', async () => {
    const content = { getBudget: async () => lines, getSpending: async () => nothing };
    const member = testRules({ role: 'member', content });
    await budgetCommand(member.desk, noPicture)(typed('/budget', '').args);
    expect(member.told[0]?.message.text).toBe(t.budget.heading);
    await budgetCommand(member.desk, noPicture)(typed('/budget', 'set').args);
    expect(member.told[1]?.message.text).toBe(t.command.adminsOnly('<@U0RENATA>'));
    const guest = testRules({ role: 'guest', content });
    await budgetCommand(guest.desk, noPicture)(typed('/budget', '').args);
    expect(guest.told[0]?.message.text).toBe(t.command.guest);
    const admin = testRules({ role: 'admin', content });
    await budgetCommand(admin.desk, noPicture)(typed('/budget', 'set').args);
    expect(admin.calls.map((c) => c.method)).toEqual(['views.open']);
  });

  it('is asked for in either language, and says so when it does not know a word', async () => {
    const world = testRules({
      role: 'admin',
      content: { getBudget: async () => lines, getSpending: async () => nothing },
    });
    await budgetCommand(world.desk, noPicture)(typed('/budget', 'Mostrar').args);
    expect(world.told[0]?.message.text).toBe(t.budget.heading);
    await budgetCommand(world.desk, noPicture)(typed('/budget', 'alterar').args);
    expect(world.calls.map((c) => c.method)).toEqual(['views.open']);
    for (const [text, answer] of [
      ['--help', t.budget.help],
      ['refund me', t.command.unknown('refund')],
    ] as const) {
      const command = typed('/budget', text);
      await budgetCommand(world.desk, noPicture)(command.args);
      expect(command.acks).toMatchObject([{ text: answer }]);
    }
  });

  it('saves what was sent, and refuses in the form a person who is no admin', async () => {
    const saved: unknown[] = [];
    const content = {
      getBudget: async () => lines,
      getSpending: async () => nothing,
      setBudget: async (change: unknown) => {
        saved.push(change);
        return ['job' as const];
      },
    };
    const world = testRules({ role: 'admin', content });
    const press = sent(form());
    await submitBudget(world.desk, noPicture)(press.args);
    expect(press.acks).toEqual([undefined]);
    expect(saved).toHaveLength(1);
    expect(world.told[0]?.message.text).toBe(t.budget.saved(t.budget.caps.job, '<@U1>'));

    const refused = testRules({
      role: 'member',
      content: {
        setBudget: async () => {
          throw new ExpectedError('not_allowed', 'no');
        },
      },
    });
    const second = sent(form());
    await submitBudget(refused.desk, noPicture)(second.args);
    expect(second.acks).toEqual([
      { response_action: 'errors', errors: { usd_job: t.command.adminsOnly('Renata') } },
    ]);
  });

  it('offers a form whose amounts are those of now', () => {
    const view = budgetModal({ channel_id: 'C1', response_url: null }, lines, t);
    expect(JSON.stringify(view)).toContain('"initial_value":"3000000"');
    expect(view.blocks).toHaveLength(7);
  });
});
