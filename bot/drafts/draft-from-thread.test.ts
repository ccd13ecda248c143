import type {
  BlockButtonAction,
  SlackActionMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { lintView } from '../../testing/slack.ts';
import { en, ptBr, type Texts } from '../texts/texts.ts';
import { draftFromThread, offerInThread, openThreadFormAction, threadActions } from './draft-from-thread.ts';
import { submitThreadForm } from './submit-thread-form.ts';

const THREAD = '1700000000.000100';
const head = { ts: THREAD, user: 'U0MARINA', text: 'How do we tell buyers about cleaning validation?' };
const t = en.fromThread;
const refuse =
  (error: string, more: object = {}) =>
  () =>
    Promise.reject(new WebAPIPlatformError({ ok: false, error, ...more }));

function world(
  slack: Parameters<typeof testDesk>[1] = {},
  { enqueue, role = 'member' }: { enqueue?: () => Promise<never>; role?: 'member' | 'guest' } = {},
) {
  const enqueued: Record<string, unknown>[] = [];
  const uploads: { name: string; text: string }[] = [];
  const desk = testDesk(
    {
      putUpload: async ({ name, base64 }) => {
        uploads.push({ name, text: Buffer.from(base64, 'base64').toString() });
        return { upload_id: `upload-${uploads.length}` };
      },
      enqueueJob: async (job) => {
        if (enqueue) return enqueue();
        enqueued.push({ ...job });
        return { job_id: 'j', created: enqueued.length === 1 };
      },
    },
    {
      'views.open': async () => ({ ok: true }),
      'views.update': async () => ({ ok: true }),
      'conversations.members': async () => ({ ok: true, members: ['U0LEO', 'U0MARINA'] }),
      'conversations.replies': async () => ({ ok: true, messages: [head] }),
      'users.info': async ({ user }) => ({
        ok: true,
        user: { profile: { display_name: user === 'U0MARINA' ? 'Marina Souza' : 'Leo' } },
      }),
      'conversations.info': async () => ({ ok: true, channel: { name: 'marketing' } }),
      ...slack,
    },
    {
      knowPerson: async (team_id, user_id) => ({
        team_id,
        user_id,
        name: user_id === 'U0MARINA' ? 'Marina Souza' : 'Leo',
        role,
        tz: 'America/Sao_Paulo',
      }),
    },
  );
  return { ...desk, enqueued, uploads };
}
type World = ReturnType<typeof world>;

async function choose(w: World, message: object = head, channel = 'C0MARKETING') {
  // SAFETY: the handler reads only these parts of a shortcut.
  await draftFromThread(w.desk)({
    ack: async () => {},
    shortcut: {
      type: 'message_action',
      team: { id: 'T1' },
      user: { id: 'U0MARINA' },
      channel: { id: channel, name: 'marketing' },
      message,
      message_ts: (message as { ts: string }).ts,
      trigger_id: 'trigger-1',
      response_url: 'https://slack.example/r/1',
    },
  } as unknown as SlackShortcutMiddlewareArgs);
  return w.calls.find((call) => call.method === 'views.open')?.args.view as ModalView | undefined;
}
const fieldOf = (view: ModalView | undefined, id: string) =>
  view?.blocks.find((block) => 'block_id' in block && block.block_id === id) as
    | { element: { initial_value?: string; initial_option?: { value: string } } }
    | undefined;

/** Sends the form as Slack does; what it was acknowledged with. */
async function send(
  w: World,
  { kind = 'carousel', brief = 'Cleaning validation for buyers', names = false, id = 'V1' } = {},
) {
  const acks: Record<string, unknown>[] = [];
  await submitThreadForm(w.desk)({
    ack: async (answer: Record<string, unknown> = {}) => {
      acks.push(answer);
    },
    body: { team: { id: 'T1' }, user: { id: 'U0MARINA' } },
    context: { botUserId: 'U0GREENLIGHT' },
    view: {
      id,
      team_id: 'T1',
      private_metadata: JSON.stringify({
        channel_id: 'C0MARKETING',
        thread_ts: THREAD,
        response_url: 'https://slack.example/r/1',
      }),
      state: {
        values: {
          kind: { kind: { selected_option: { value: kind } } },
          brief: { brief: { value: brief } },
          names: { names: { selected_options: names ? [{ value: 'keep' }] : [] } },
        },
      },
    },
    // SAFETY: the handler reads only these parts of a submission.
  } as unknown as SlackViewMiddlewareArgs<ViewSubmitAction>);
  return acks;
}
const fault = (acks: Record<string, unknown>[]) => (acks[0]?.errors as { brief?: string } | undefined)?.brief;

describe('draftFromThread()', () => {
  it.each([
    ['en', en],
    ['pt-BR', ptBr],
  ] as [string, Texts][])(
    'opens the form in %s at once, with the words of the message, and reads nothing',
    async (_, texts) => {
      const w = world();
      w.desk.textsFor = async () => texts;
      const view = await choose(w, {
        ...head,
        text: '<@U0LEO> how do we tell *buyers*?',
        thread_ts: '1699999999.000100',
      });
      expect(w.calls.map((call) => call.method)).toEqual(['views.open']);
      expect(fieldOf(view, 'brief')?.element.initial_value).toBe(
        `${texts.fromThread.aColleague} how do we tell *buyers*?`,
      );
      expect(JSON.parse(view?.private_metadata ?? '')).toEqual({
        channel_id: 'C0MARKETING',
        thread_ts: '1699999999.000100',
        response_url: 'https://slack.example/r/1',
      });
      expect(lintView(view as never, () => true)).toEqual([]);
    },
  );

  it('begins with an empty brief on a message of an app, and cuts words that are too long for a brief', async () => {
    expect(fieldOf(await choose(world(), { ...head, bot_id: 'B1' }), 'brief')?.element).not.toHaveProperty(
      'initial_value',
    );
    const long = fieldOf(await choose(world(), { ...head, text: 'word '.repeat(2000) }), 'brief')?.element;
    expect([...(long?.initial_value ?? '')].length).toBeLessThanOrEqual(2000);
  });

  it('says in a direct message, and to a guest, why there is no form', async () => {
    const direct = world();
    expect(await choose(direct, head, 'D0MARINA')).toBeUndefined();
    expect(direct.told.map((x) => x.message.text)).toEqual([t.inDirectMessage]);
    const guest = world({}, { role: 'guest' });
    expect(await choose(guest)).toBeUndefined();
    expect(guest.told.map((x) => x.message.text)).toEqual([en.command.guest]);
  });

  it('says how to go on when the trigger was too old', async () => {
    const w = world({ 'views.open': refuse('expired_trigger_id') });
    await choose(w);
    expect(w.told.map((x) => x.message.text)).toEqual([t.formNotOpened]);
  });

  it('opens the same form from the button under the answer to a mention', async () => {
    const w = world();
    const answer = offerInThread(THREAD, 'artigo sobre limpeza', en);
    const value = JSON.stringify(answer).match(/"value":"(\{.*?\})"/)?.[1] ?? '';
    await openThreadFormAction(w.desk)({
      ack: async () => {},
      body: {
        team: { id: 'T1' },
        user: { id: 'U0MARINA' },
        channel: { id: 'C0MARKETING' },
        trigger_id: 'trigger-1',
        actions: [{ action_id: threadActions.open, value: JSON.parse(`"${value}"`) }],
      },
      // SAFETY: the handler reads only these parts of a press.
    } as unknown as SlackActionMiddlewareArgs<BlockButtonAction>);
    const view = w.calls.find((call) => call.method === 'views.open')?.args.view as ModalView;
    expect(fieldOf(view, 'kind')?.element.initial_option?.value).toBe('blog');
    expect(fieldOf(view, 'brief')?.element.initial_value).toBe('limpeza');
    expect(JSON.parse(view.private_metadata ?? '').thread_ts).toBe(THREAD);
  });
});

describe('submitThreadForm()', () => {
  it.each(['carousel', 'blog', 'research'])(
    'keeps the thread as material of a %s that is shown in it',
    async (kind) => {
      const w = world({
        'conversations.replies': async () => ({
          ok: true,
          messages: [
            head,
            { ts: '1700000001.000100', user: 'U0LEO', text: '<@U0MARINA> with protein residue tests' },
          ],
        }),
      });
      expect(await send(w, { kind })).toEqual([{}]);
      expect(w.uploads).toEqual([
        {
          name: 'Thread in #marketing, November 14, 2023',
          text: `colleague 1:\n${head.text}\n\ncolleague 2:\ncolleague 1 with protein residue tests`,
        },
      ]);
      expect(w.enqueued).toMatchObject([
        {
          type: kind,
          channel_id: 'C0MARKETING',
          thread_ts: THREAD,
          requester_id: 'U0MARINA',
          brief: { topic: 'Cleaning validation for buyers', material: { upload_id: 'upload-1' } },
        },
      ]);
      expect(w.told).toEqual([]);
    },
  );

  it('keeps names when asked to', async () => {
    const w = world();
    await send(w, { names: true });
    expect(w.uploads[0]?.text).toMatch(/^Marina Souza:\n/);
  });

  it('reads a thread of 600 messages page by page and tells what was left out and which files were not read', async () => {
    const all = [
      head,
      ...Array.from({ length: 599 }, (_, at) => ({
        ts: `17000${String(at + 10_001)}.000100`,
        user: 'U0LEO',
        text: `message ${at} ${'x'.repeat(190)}`,
        ...(at === 598 ? { files: [{ name: 'protocol <!here>.pdf' }] } : {}),
      })),
    ];
    const w = world({
      'conversations.replies': async ({ cursor, limit }) => {
        const from = Number(cursor ?? 0);
        const next = from + Number(limit);
        // As Slack does, the head begins each page.
        return {
          ok: true,
          messages: [head, ...all.slice(from, next)],
          response_metadata: { next_cursor: next < all.length ? String(next) : '' },
        };
      },
    });
    await send(w);
    expect(w.uploads[0]?.text).toContain('message 598');
    const lines = w.told.map((x) => x.message.text);
    expect(lines[0]).toMatch(
      /^The thread is long: I took its first message and the newest ones; 3\d\d of 600 messages/,
    );
    expect(lines[1]).toBe(t.filesNotRead('protocol @here.pdf'));
    expect(w.told[0]?.to).toEqual({ user_id: 'U0MARINA', channel_id: 'C0MARKETING', thread_ts: THREAD });
  });

  it.each([
    [
      'who is no member',
      { 'conversations.members': async () => ({ ok: true, members: ['U0LEO'] }) },
      t.notMember,
    ],
    ['where members cannot be read', { 'conversations.members': refuse('internal_error') }, t.membersNotRead],
    ['where the bot is not', { 'conversations.members': refuse('channel_not_found') }, t.notInChannel],
    [
      'where the bot was removed meanwhile',
      { 'conversations.replies': refuse('not_in_channel') },
      t.notInChannel,
    ],
    ['whose message was deleted meanwhile', { 'conversations.replies': refuse('thread_not_found') }, t.gone],
    ['that Slack does not hand over', { 'conversations.replies': refuse('fatal_error') }, t.notRead],
    [
      'for which the app lacks a permission',
      { 'conversations.members': refuse('missing_scope', { needed: 'channels:read' }) },
      t.missingScope('channels:read'),
    ],
    [
      'of one emoji',
      { 'conversations.replies': async () => ({ ok: true, messages: [{ ...head, text: ':tada:' }] }) },
      t.nothingWritten,
    ],
    [
      'that never ends',
      {
        'conversations.replies': async () => ({
          ok: true,
          messages: [head],
          response_metadata: { next_cursor: 'x' },
        }),
      },
      t.tooLong(5000),
    ],
  ])('keeps the form open for a thread %s, and stores nothing', async (_, slack, line) => {
    const w = world(slack);
    expect(fault(await send(w))).toBe(line);
    expect([w.uploads, w.enqueued]).toEqual([[], []]);
  });

  it('reads no message before it knows that the person is in the channel', async () => {
    const w = world({ 'conversations.members': async () => ({ ok: true, members: [] }) });
    await send(w);
    expect(w.calls.map((call) => call.method)).toEqual(['conversations.members']);
  });

  it('finds a member on a later page', async () => {
    const w = world({
      'conversations.members': async ({ cursor }) =>
        cursor
          ? { ok: true, members: ['U0MARINA'] }
          : { ok: true, members: ['U0LEO'], response_metadata: { next_cursor: 'next' } },
    });
    await send(w);
    expect(w.enqueued).toHaveLength(1);
  });

  it('says what to do in a thread whose job has not ended', async () => {
    const w = world({}, { enqueue: () => Promise.reject(new ExpectedError('thread_has_job', 'it has one')) });
    expect(fault(await send(w))).toBe(t.hasJob);
  });

  it('sent twice is one job: the same key', async () => {
    const w = world();
    await Promise.all([send(w), send(w)]);
    expect(new Set(w.enqueued.map((job) => job.idempotency_key))).toEqual(new Set(['T1:V1']));
  });

  it('refuses an empty brief and guests before Slack is asked', async () => {
    const w = world();
    expect(fault(await send(w, { brief: '  ' }))).toBe(en.kinds.carousel.form.briefMissing);
    const guest = world({}, { role: 'guest' });
    expect(fault(await send(guest))).toBe(en.command.guest);
    expect([...w.calls, ...guest.calls]).toEqual([]);
  });

  it('gives way to a sentence while Slack is slow, and to the outcome then', async () => {
    let hand: (value: object) => void = () => {};
    const w = world({
      'conversations.replies': () =>
        new Promise((resolve) => {
          hand = resolve;
        }),
    });
    const sent = send(w);
    for (let turn = 0; turn < 60; turn++) await new Promise(setImmediate);
    hand({ ok: true, messages: [head] });
    expect(JSON.stringify(await sent)).toContain(t.reading);
    expect(JSON.stringify(w.calls.find((call) => call.method === 'views.update'))).toContain(t.started);
    expect(w.enqueued).toHaveLength(1);
  });

  it('is named without its channel where Slack does not tell that name', async () => {
    const w = world({ 'conversations.info': refuse('missing_scope') });
    await send(w);
    expect(w.uploads[0]?.name).toBe('Thread of November 14, 2023');
  });
});
