import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { BudgetStop, StopOutcome } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { pressed, sent } from '../../testing/bot/rules.ts';
import { aJob } from '../../testing/bot/samples.ts';
import { en, ptBr } from '../texts/texts.ts';
import { raiseAction, stopAction, submitRaise } from './budget-stop-action.ts';
import { budgetStopMessage } from './budget-stop-message.ts';
import { budgetWarningMessage } from './budget-warning-message.ts';
import { progressMessage } from './progress-message.ts';
import { raiseModal, readRaise } from './raise-modal.ts';

const aStop = (change: Partial<BudgetStop> = {}): BudgetStop => ({
  number: 1,
  scope: 'job',
  unit: 'tokens',
  cap: 20_000,
  spent: 14_000,
  wanted: 9_000,
  missing: 3_000,
  caps_money: true,
  node: 'write',
  person_id: 'U0MARINA',
  can_finish: false,
  goes_back_to: null,
  status: 'open',
  usd: null,
  tokens: null,
  answered_by: null,
  answered_at: null,
  created_at: '2026-11-30T08:00:00Z',
  ...change,
});
const waiting = aJob({ status: 'awaiting_budget', versions: 2 });
const shown = (change: Partial<BudgetStop>, texts = en, job = waiting) => {
  const { blocks } = budgetStopMessage({ job, stop: aStop(change), admins: ['U0RENATA'] }, texts);
  return { json: JSON.stringify(blocks), blocks };
};
const buttonsOf = (change: Partial<BudgetStop>, job = waiting) =>
  [...shown(change, en, job).json.matchAll(/"action_id":"budget_stop_(\w+)"/g)].map(([, name]) => name);

describe('budgetStopMessage()', () => {
  it('says which call would pass which cap, with the figures, and who may do what', () => {
    const { json } = shown({});
    expect(json).toContain('The next call (Write the text) may take up to 9,000 tokens.');
    expect(json).toContain(
      'the cap of each job, 20,000 tokens, would be passed: 14,000 tokens are spent or reserved',
    );
    expect(json).toContain('Raise: admins (<@U0RENATA>)');
    const pt = shown({ unit: 'usd', cap: 1.5, spent: 1.2, wanted: 0.3456 }, ptBr).json;
    expect(pt).toContain('A próxima chamada (Escrever o texto) pode usar até US$ 0,3456');
    expect(pt).toContain('o limite de cada trabalho, de US$ 1,50, seria ultrapassado');
  });

  it.each<[string, Partial<BudgetStop>, string[]]>([
    ['without room and without a draft', {}, ['raise', 'stop']],
    ['with something to finish', { can_finish: true }, ['raise', 'finish', 'stop']],
    ['of a day, which ends by itself', { scope: 'person_day' }, ['raise', 'go_on', 'stop']],
    ['with room again', { missing: 0 }, ['go_on', 'stop']],
    ['that is answered', { status: 'raised', answered_by: 'U0RENATA', tokens: 5 }, []],
  ])('has the buttons that can lead somewhere, for a stop %s', (_, change, buttons) => {
    expect(buttonsOf(change)).toEqual(buttons);
  });

  it('says what Stop leads to', () => {
    expect(shown({}).json).toContain('*Stop* ends this carousel.');
    expect(shown({ goes_back_to: 'version' }).json).toContain('version 2 waits for review as before');
    expect(shown({ goes_back_to: 'question' }, ptBr).json).toContain('a pergunta acima volta a esperar');
  });

  it('tells by whom and how it was answered, and that a job which ended meanwhile needs no answer', () => {
    const by = { answered_by: 'U0RENATA', answered_at: '2026-11-30T08:10:00Z' };
    expect(shown({ status: 'raised', tokens: 5000, usd: 2, ...by }).json).toContain(
      '<@U0RENATA> raised the cap by USD 2.00 and 5,000 tokens for this job alone',
    );
    for (const status of ['resumed', 'finishing', 'finished', 'stopping', 'stopped'] as const)
      expect(shown({ status, ...by }).json).toContain('<@U0RENATA>');
    expect(shown({ status: 'stopped', ...by }).json).toContain('what waited before waits as it was');
    const over = aJob({ status: 'cancelled', ended_at: '2026-11-30T08:10:00Z' });
    expect(shown({ status: 'stopped', ...by }, en, over).json).toContain('<@U0RENATA> stopped it.');
    expect(buttonsOf({}, over)).toEqual([]);
    expect(shown({}, en, over).json).toContain('the job is cancelled');
  });
});

it('budgetWarningMessage() calls the admins with the cap and what is spent', () => {
  const warning = {
    number: 1,
    scope: 'person_day' as const,
    subject: 'U0MARINA',
    unit: 'usd' as const,
    cap: 20,
    spent: 16.5,
    created_at: '',
  };
  expect(budgetWarningMessage(warning, ['U0RENATA'], en).text).toBe(
    '<@U0RENATA> Four fifths of a spending cap are used: <@U0MARINA> today, USD 16.50 of USD 20.00. At the cap work stops and asks. `/budget` shows where it went.',
  );
});

it('progressMessage() shows the cost so far, and no money where none was counted', () => {
  const line = (cost: { usd: number; tokens: number }) => JSON.stringify(progressMessage(aJob(), en, cost));
  expect(line({ usd: 0.0312, tokens: 4200 })).toContain('Cost so far: USD 0.0312 and 4,200 tokens');
  expect(line({ usd: 0, tokens: 4200 })).toContain('Cost so far: 4,200 tokens');
  expect(line({ usd: 0, tokens: 0 })).not.toContain('Cost so far');
});

describe('raiseModal()', () => {
  const origin = {
    ref: { job: 'job-1', number: 1 },
    unit: 'tokens' as const,
    channel_id: 'C1',
    thread_ts: null,
  };
  it('says what is missing, proposes half of the cap, and asks for money only where it is capped', () => {
    const form = JSON.stringify(raiseModal(origin, aStop(), en));
    expect(form).toContain('The next call lacks 3,000 tokens.');
    expect(form).toContain('"initial_value":"10000"');
    expect(form).toContain('raise_usd');
    expect(JSON.stringify(raiseModal(origin, aStop({ caps_money: false }), en))).not.toContain('raise_usd');
  });

  it('never proposes less than what is missing', () => {
    const value = (change: Partial<BudgetStop>) =>
      Number(/"initial_value":"([\d.]+)"/.exec(JSON.stringify(raiseModal(origin, aStop(change), en)))?.[1]);
    expect(value({ missing: 123_457 })).toBeGreaterThanOrEqual(123_457);
    expect(value({ unit: 'usd', cap: 0.02, missing: 0.0345 })).toBeGreaterThanOrEqual(0.0345);
    expect(value({ unit: 'usd', cap: 0, missing: 0.000004 })).toBeGreaterThanOrEqual(0.000004);
  });
});

describe('readRaise()', () => {
  const form = (usd: string, tokens: string) => ({
    raise_usd: { raise_usd: { value: usd } },
    raise_tokens: { raise_tokens: { value: tokens } },
  });
  it('reads amounts as either language writes them', () => {
    expect(readRaise(form('1,5', ''), 'usd', en.stops)).toEqual({ amount: { usd: 1.5, tokens: null } });
    expect(readRaise(form('', '5000'), 'tokens', en.stops)).toEqual({ amount: { usd: null, tokens: 5000 } });
  });
  it.each([
    ['', '', 'tokens', 'raise_tokens'],
    ['', '5000', 'usd', 'raise_usd'],
    ['0', '', 'usd', 'raise_usd'],
    ['-1', '', 'usd', 'raise_usd'],
    ['NaN', '', 'usd', 'raise_usd'],
    ['1e9', '', 'usd', 'raise_usd'],
    ['a lot', '5', 'tokens', 'raise_usd'],
    ['', '1.5', 'tokens', 'raise_tokens'],
    ['', '0', 'tokens', 'raise_tokens'],
  ] as const)('refuses "%s" and "%s" at a cap in %s', (usd, tokens, unit, field) => {
    expect(readRaise(form(usd, tokens), unit, en.stops)).toEqual({ errors: { [field]: expect.any(String) } });
  });
});

const ref = JSON.stringify({ job: 'job-1', number: 1 });
const outcome = (change: Partial<StopOutcome> = {}): StopOutcome => ({
  outcome: 'answered',
  job_status: 'queued',
  channel_id: 'C1',
  stop: aStop(),
  ...change,
});

describe('stopAction()', () => {
  it('answers exactly the stop of the button, and wakes the runner', async () => {
    const clicks: unknown[] = [];
    const t = testDesk({
      answerBudgetStop: async (click) => {
        clicks.push(click);
        return outcome();
      },
    });
    const press = pressed('budget_stop_finish', ref);
    await stopAction(t.desk, 'finish')(press.args);
    expect(clicks).toEqual([
      { job_id: 'job-1', number: 1, person_id: 'U1', answer: 'finish', usd: null, tokens: null },
    ]);
    expect(press.acks).toHaveLength(1);
    expect(t.told).toEqual([]);
    expect(t.woken).toEqual(['outbox', 'jobs']);
  });

  it.each<[string, Partial<StopOutcome>, string]>([
    [
      'another person was first',
      {
        outcome: 'already_answered',
        stop: aStop({ answered_by: 'U0LUCIA', answered_at: '2026-11-30T08:10:00Z' }),
      },
      '<@U0LUCIA> has decided already',
    ],
    ['the job has ended', { outcome: 'already_answered', job_status: 'cancelled' }, 'the job is cancelled'],
    ['there is a newer stop', { outcome: 'superseded' }, en.stops.answers.superseded],
    ['it is not theirs', { outcome: 'not_allowed' }, en.stops.answers.notYours],
    ['there is nothing', { outcome: 'nothing_to_finish' }, en.stops.answers.nothingToFinish],
    ['there is no room', { outcome: 'no_room' }, en.stops.answers.noRoom('3,000 tokens')],
    ['it is unknown', { outcome: 'not_found', stop: null }, en.stops.answers.notFound],
  ])('tells the person alone when %s', async (_, change, line) => {
    const t = testDesk({ answerBudgetStop: async () => outcome(change) });
    await stopAction(t.desk, 'stop')(pressed('budget_stop_stop', ref).args);
    expect(t.told).toHaveLength(1);
    expect(t.told[0]?.message.text).toContain(line);
    expect(t.woken).toEqual([]);
  });
});

describe('Raise', () => {
  const admin = {
    knowPerson: async (team_id: string, user_id: string) => ({
      team_id,
      user_id,
      name: 'Renata',
      role: 'admin' as const,
      tz: 'UTC',
    }),
  };
  it('opens its form for admins alone, and for a stop that is open', async () => {
    const content = { getBudgetStop: async () => aStop() };
    const opens = { 'views.open': async () => ({ ok: true }) };
    const member = testDesk(content, opens);
    await raiseAction(member.desk)(pressed('budget_stop_raise', ref).args);
    expect(member.calls).toEqual([]);
    expect(member.told[0]?.message.text).toContain('<@U0RENATA>');
    const t = testDesk(content, opens, admin);
    await raiseAction(t.desk)(pressed('budget_stop_raise', ref).args);
    expect(t.calls.map((c) => c.method)).toEqual(['views.open']);
    const late = testDesk(
      {
        getBudgetStop: async () =>
          aStop({ status: 'stopped', answered_by: 'U0ANA', answered_at: '2026-11-30T08:00:00Z' }),
      },
      opens,
      admin,
    );
    await raiseAction(late.desk)(pressed('budget_stop_raise', ref).args);
    expect(late.calls).toEqual([]);
    expect(late.told[0]?.message.text).toContain('has decided already');
  });

  const raised = { raise_tokens: { raise_tokens: { value: '5000' } } };
  const form = () => {
    const submission = sent(raised);
    const { view } = submission.args as { view: { private_metadata: string } };
    view.private_metadata = JSON.stringify({
      ref: JSON.parse(ref),
      unit: 'tokens',
      channel_id: 'C1',
      thread_ts: '1.1',
    });
    return submission;
  };

  it('saves the amount, and stays open where it is too little or nothing was recorded', async () => {
    const clicks: unknown[] = [];
    const t = testDesk({
      answerBudgetStop: async (click) => {
        clicks.push(click);
        return outcome();
      },
    });
    const done = form();
    await submitRaise(t.desk)(done.args);
    expect(clicks).toMatchObject([{ answer: 'raise', usd: null, tokens: 5000 }]);
    expect(done.acks).toEqual([undefined]);

    const little = form();
    await submitRaise(testDesk({ answerBudgetStop: async () => outcome({ outcome: 'too_little' }) }).desk)(
      little.args,
    );
    expect(little.acks).toMatchObject([
      { errors: { raise_tokens: en.stops.form.errors.tooLittle('3,000 tokens') } },
    ]);

    const silent = form();
    const away = () => Promise.reject(new ExpectedError('database_unavailable', 'No answer'));
    await submitRaise(testDesk({ answerBudgetStop: away }).desk)(silent.args);
    expect(silent.acks).toMatchObject([{ errors: { raise_tokens: en.stops.form.errors.notRecorded } }]);
  });

  it('tells a person who is no admin any more', async () => {
    const t = testDesk({ answerBudgetStop: async () => outcome({ outcome: 'not_allowed' }) });
    await submitRaise(t.desk)(form().args);
    expect(t.told[0]?.message.text).toBe(en.stops.answers.adminsOnly('<@U0RENATA>'));
  });
});
