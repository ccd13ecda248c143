import type {
  BlockButtonAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { PlanOutcome } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { aPlanLine, startedLine } from '../../testing/bot/plans.ts';
import { lintView } from '../../testing/slack.ts';
import { en } from '../texts/texts.ts';
import { changePlannedAction, submitPlanned } from './change-planned.ts';
import { planCommand, startPlanAction } from './plan-command.ts';
import { dropPlannedAction, startAllAction, startPlannedAction } from './plan-press.ts';
import { submitPlan } from './submit-plan.ts';

const outcome = (change: Partial<PlanOutcome> = {}): PlanOutcome => ({
  outcome: 'done',
  job_status: 'awaiting_input',
  lines: [aPlanLine(2)],
  started: [],
  ...change,
});
const ref = { job: 'job-1', number: 2, revision: 3 };
const away = () => Promise.reject(new ExpectedError('database_unavailable', 'No answer'));
const lines = (t: ReturnType<typeof testDesk>) => t.told.map((x) => x.message.text);

async function press(
  handler: (args: SlackActionMiddlewareArgs<BlockButtonAction>) => Promise<void>,
  value: unknown = ref,
  onAck: () => void = () => {},
): Promise<void> {
  // SAFETY: the handlers read only these parts of a click.
  await handler({
    ack: async () => onAck(),
    body: {
      team: { id: 'T0GREENLIGHT' },
      user: { id: 'U0MARINA' },
      channel: { id: 'C0MARKETING' },
      message: { ts: '17.3', thread_ts: '17.1' },
      trigger_id: 'trigger-1',
      actions: [{ type: 'button', action_id: 'x', value: JSON.stringify(value) }],
    },
  } as unknown as SlackActionMiddlewareArgs<BlockButtonAction>);
}

async function send(
  handler: (args: SlackViewMiddlewareArgs<ViewSubmitAction>) => Promise<void>,
  origin: object,
  values: object,
): Promise<unknown[]> {
  const acks: unknown[] = [];
  // SAFETY: the handler reads only these parts of a submission.
  await handler({
    ack: async (answer: unknown) => {
      acks.push(answer);
    },
    body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0MARINA' } },
    view: { id: 'V1', team_id: 'T0GREENLIGHT', private_metadata: JSON.stringify(origin), state: { values } },
  } as unknown as SlackViewMiddlewareArgs<ViewSubmitAction>);
  return acks;
}

async function type(
  t: ReturnType<typeof testDesk>,
  text: string,
  channel = 'C0MARKETING',
): Promise<unknown[]> {
  const acks: unknown[] = [];
  // SAFETY: the handler reads only these parts of a command.
  await planCommand(t.desk)({
    ack: async (answer: unknown) => {
      acks.push(answer);
    },
    command: {
      command: '/plan',
      text,
      team_id: 'T0GREENLIGHT',
      user_id: 'U0MARINA',
      channel_id: channel,
      trigger_id: 'trigger-1',
      response_url: 'https://slack.example/r/1',
    },
  } as unknown as SlackCommandMiddlewareArgs);
  return acks;
}

describe('the buttons of a plan', () => {
  it('start exactly the line that was seen, before Slack believes it taken', async () => {
    const order: unknown[] = [];
    const t = testDesk({
      startPlanned: async (click) => {
        order.push(click);
        return outcome({ started: [2] });
      },
    });
    await press(startPlannedAction(t.desk), ref, () => order.push('acknowledged'));
    const click = { job_id: 'job-1', person_id: 'U0MARINA', lines: [{ number: 2, revision: 3 }] };
    expect(order).toEqual([click, 'acknowledged']);
    expect([t.told, t.woken]).toEqual([[], ['outbox', 'jobs']]);
  });

  it('start all lines as they were seen', async () => {
    const clicks: unknown[] = [];
    const t = testDesk({
      startPlanned: async (click) => {
        clicks.push(click.lines);
        return outcome({ started: [1, 4] });
      },
    });
    const all = {
      job: 'job-1',
      lines: [
        [1, 1],
        [4, 2],
      ],
    };
    await press(startAllAction(t.desk), all);
    expect(clicks).toEqual([
      [
        { number: 1, revision: 1 },
        { number: 4, revision: 2 },
      ],
    ]);
  });

  it.each([
    [outcome({ outcome: 'changed' }), 'Another person has changed this meanwhile'],
    [outcome({ outcome: 'started', lines: [startedLine(2)] }), 'Already started by <@U0LUCIA>'],
    [outcome({ outcome: 'dropped' }), 'This brief is dropped'],
    [outcome({ outcome: 'not_allowed' }), 'Only the requester, approvers and admins'],
    [outcome({ outcome: 'closed', job_status: 'cancelled' }), 'This plan is cancelled'],
    [outcome({ outcome: 'not_found', lines: [], job_status: null }), 'This plan no longer exists'],
  ])('tell the person alone why nothing changed: %o', async (answer, text) => {
    const t = testDesk({ startPlanned: async () => answer, changePlanned: async () => answer });
    await press(startPlannedAction(t.desk));
    await press(dropPlannedAction(t.desk, 'drop'));
    expect(lines(t)).toEqual([expect.stringContaining(text), expect.stringContaining(text)]);
    expect(t.told[0]?.to).toMatchObject({ user_id: 'U0MARINA', thread_ts: '17.1' });
    expect(t.woken).toEqual([]);
  });

  it('say that a silent database may be asked again, as a brief starts once', async () => {
    const t = testDesk({ startPlanned: away });
    await press(startPlannedAction(t.desk));
    expect(lines(t)).toEqual([expect.stringContaining('a brief starts once, however often you click')]);
  });

  it('of another release are told', async () => {
    const t = testDesk({});
    let acks = 0;
    for (const handler of [startPlannedAction, startAllAction, changePlannedAction])
      await press(handler(t.desk), { other: 1 }, () => {
        acks += 1;
      });
    expect([acks, lines(t)]).toEqual([3, [en.oldButton, en.oldButton, en.oldButton]]);
  });
});

describe('Change', () => {
  const opened = (t: ReturnType<typeof testDesk>) =>
    t.calls.filter((call) => call.method === 'views.open').map((call) => call.args.view);

  it('opens a form that Slack takes, with the line as it stands now', async () => {
    const line = aPlanLine(2, { revision: 7, type: 'blog', angle: '' });
    const t = testDesk(
      { readPlanned: async () => outcome({ lines: [line] }) },
      { 'views.open': async () => ({ ok: true }) },
    );
    await press(changePlannedAction(t.desk));
    const [view] = opened(t) as { private_metadata: string; blocks: { element: object }[] }[];
    expect(lintView(view as never, () => true)).toEqual([]);
    expect(JSON.parse(view?.private_metadata ?? '')).toMatchObject({
      ref: { number: 2, revision: 7 },
      zone: 'UTC',
    });
    expect(view?.blocks.map(({ element }) => element)).toMatchObject([
      { type: 'datepicker', initial_date: '2026-12-02' },
      { type: 'static_select', initial_option: { value: 'blog' } },
      { initial_value: 'Tema 2' },
      { type: 'plain_text_input' },
    ]);
  });

  it('opens no form for what cannot be changed any more', async () => {
    const t = testDesk({ readPlanned: async () => outcome({ outcome: 'started', lines: [startedLine(2)] }) });
    await press(changePlannedAction(t.desk));
    expect(opened(t)).toEqual([]);
    expect(lines(t)).toEqual([expect.stringContaining('Already started by')]);
  });

  const origin = { ref, channel_id: 'C0MARKETING', thread_ts: '17.1', zone: 'America/Sao_Paulo' };
  const values = (change: { day?: string | null; topic?: string; angle?: string } = {}) => ({
    day: { day: { selected_date: change.day === undefined ? '2026-12-24' : change.day } },
    type: { type: { selected_option: { value: 'research' } } },
    topic: { topic: { value: change.topic ?? '  Outro\ntema ' } },
    angle: { angle: { value: change.angle ?? null } },
  });

  it('saves the brief from what the person saw', async () => {
    const saved: unknown[] = [];
    const t = testDesk({
      changePlanned: async (click) => {
        saved.push(click);
        return outcome();
      },
    });
    expect(await send(submitPlanned(t.desk), origin, values())).toEqual([undefined]);
    const brief = { type: 'research', topic: 'Outro tema', angle: '', day: '2026-12-24' };
    const base = { job_id: 'job-1', number: 2, revision: 3, person_id: 'U0MARINA', action: 'change' };
    expect(saved).toEqual([{ ...base, brief }]);
    expect(t.woken).toEqual(['outbox']);
  });

  // The desk's clock says 2026-11-22 12:00 UTC, 9 in the morning in São Paulo.
  it.each([
    [{ topic: ' ' }, { topic: 'Say what it is about.' }],
    [{ topic: 'x'.repeat(301) }, { topic: '301 characters; up to 300 are accepted.' }],
    [{ angle: 'x'.repeat(301) }, { angle: '301 characters; up to 300 are accepted.' }],
    [{ day: '2026-11-21' }, { day: en.plans.form.errors.past }],
    [{ day: '2027-12-24' }, { day: en.plans.form.errors.tooFar }],
    [{ day: null }, { day: en.plans.form.errors.past }],
  ])('stays open with what is wrong under its field: %o', async (change, errors) => {
    const t = testDesk({});
    expect(await send(submitPlanned(t.desk), origin, values(change))).toEqual([
      { response_action: 'errors', errors },
    ]);
  });

  it.each([
    ['changed', 'Another person has changed this brief'],
    ['started', 'started already'],
    ['closed', 'This plan is closed'],
  ] as const)('keeps what was typed when the brief is %s meanwhile', async (what, text) => {
    const t = testDesk({ changePlanned: async () => outcome({ outcome: what }) });
    expect(await send(submitPlanned(t.desk), origin, values())).toEqual([
      { response_action: 'errors', errors: { topic: expect.stringContaining(text) } },
    ]);
  });
});

describe('/plan', () => {
  it('stores the plan of a theme, and says where it appears', async () => {
    const stored: unknown[] = [];
    const t = testDesk({
      enqueueJob: async (job) => {
        stored.push(job);
        return { job_id: 'job-1', created: true };
      },
    });
    expect(await type(t, '3 biocompatibilidade')).toMatchObject([{ text: en.plans.started }]);
    const brief = { topic: 'biocompatibilidade', count: 3, first_day: null, language: null };
    expect(stored).toMatchObject([{ type: 'plan', brief, command: '/plan 3 biocompatibilidade' }]);
  });

  it.each([
    ['40 titânio', 'A plan has 1 to 20 briefs; you asked for 40. Nothing was started.'],
    ['0 titânio', 'you asked for 0'],
    ['cancel', 'A plan is closed with the button on its card.'],
    ['help', '/plan 5 cleaning validation'],
  ])('answers "%s" at once and stores nothing', async (text, said) => {
    expect(await type(testDesk({}), text)).toMatchObject([{ text: expect.stringContaining(said) }]);
  });

  it('opens a form that Slack takes, with what was typed; in a conversation of two it asks for the channel', async () => {
    const t = testDesk({}, { 'views.open': async () => ({ ok: true }) });
    await type(t, '5');
    await type(t, '7 titânio', 'D0MARINA');
    const views = t.calls.map((call) => call.args.view) as {
      blocks: { block_id: string; element: object }[];
    }[];
    for (const view of views) expect(lintView(view as never, () => true)).toEqual([]);
    expect(views.map((view) => view.blocks.map((block) => block.block_id))).toEqual([
      ['brief', 'count', 'first_day', 'language'],
      ['channel', 'brief', 'count', 'first_day', 'language'],
    ]);
    expect(views[1]?.blocks[1]?.element).toMatchObject({ initial_value: 'titânio' });
    expect(views[1]?.blocks[2]?.element).toMatchObject({ initial_value: '7' });
  });

  it('opens its form from the Home tab, which asks for the channel', async () => {
    const t = testDesk({}, { 'views.open': async () => ({ ok: true }) });
    // SAFETY: the handler reads only these parts of a click.
    await startPlanAction(t.desk)({
      ack: async () => {},
      body: {
        team: { id: 'T0GREENLIGHT' },
        user: { id: 'U0MARINA' },
        trigger_id: 't',
        actions: [{ value: 'plan' }],
      },
    } as unknown as SlackActionMiddlewareArgs<BlockButtonAction>);
    const [view] = t.calls.map((call) => call.args.view) as { blocks: { block_id: string }[] }[];
    expect(view?.blocks[0]?.block_id).toBe('channel');
  });

  const origin = { channel_id: 'C0MARKETING', response_url: null, zone: 'America/Sao_Paulo' };
  const form = (change: { brief?: string; count?: string; day?: string } = {}) => ({
    brief: { brief: { value: change.brief ?? 'titânio' } },
    count: { count: { value: change.count ?? null } },
    first_day: { first_day: { selected_date: change.day ?? null } },
    language: { language: { selected_option: { value: 'en' } } },
  });

  it('stores what its form says', async () => {
    const stored: unknown[] = [];
    const t = testDesk({
      enqueueJob: async (job) => {
        stored.push(job.brief);
        return { job_id: 'job-1', created: true };
      },
    });
    expect(await send(submitPlan(t.desk), origin, form({ count: '2', day: '2026-12-01' }))).toEqual([
      undefined,
    ]);
    await send(submitPlan(t.desk), origin, form());
    expect(stored).toEqual([
      { topic: 'titânio', count: 2, first_day: '2026-12-01', language: 'en' },
      { topic: 'titânio', count: 5, first_day: null, language: 'en' },
    ]);
  });

  it.each([
    [{ brief: ' ' }, ['brief']],
    [{ count: '0' }, ['count']],
    [{ count: '40' }, ['count']],
    [{ count: '2.5' }, ['count']],
    [{ day: '2026-11-01' }, ['first_day']],
    [{ count: '21', day: '2026-11-01' }, ['count', 'first_day']],
  ])('keeps its form open with a fault under each field: %o', async (change, fields) => {
    const [answer] = (await send(submitPlan(testDesk({}).desk), origin, form(change))) as {
      errors: object;
    }[];
    expect(Object.keys(answer?.errors ?? {})).toEqual(fields);
  });
});
