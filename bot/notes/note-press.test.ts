import type {
  BlockButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { NoteEditOutcome, NotesOutcome } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { aNoteItem } from '../../testing/bot/notes.ts';
import { lintView } from '../../testing/slack.ts';
import { en, ptBr } from '../texts/texts.ts';
import { editNoteAction, submitNoteEdit } from './edit-note.ts';
import { approveShownAction, decideNoteAction, outcomeOf, turnNotesPageAction } from './note-press.ts';

const outcome = (change: Partial<NotesOutcome> = {}): NotesOutcome => ({
  outcome: 'done',
  reason: null,
  user_groups: [],
  job_status: 'awaiting_input',
  decided: [2],
  pending: [],
  left: [],
  ...change,
});
const edited = (change: Partial<NoteEditOutcome> = {}): NoteEditOutcome => ({
  outcome: 'done',
  step: null,
  max: null,
  number: null,
  item: null,
  ...change,
});
const ref = { job: 'job-1', number: 2, revision: 3, hash: 'h' };
const away = () => Promise.reject(new ExpectedError('database_unavailable', 'No answer'));
const views = (t: ReturnType<typeof testDesk>) =>
  t.calls.filter((call) => call.method === 'views.open').map((call) => call.args.view);
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
  texts: Record<string, string | null>,
): Promise<unknown[]> {
  const acks: unknown[] = [];
  const steps = [
    { number: 2, kind: 'send_invite', max: 200 },
    { number: 3, kind: 'send_message', max: 8000 },
  ];
  const values = Object.fromEntries(Object.entries(texts).map(([id, value]) => [id, { [id]: { value } }]));
  // SAFETY: the handler reads only these parts of a submission.
  await handler({
    ack: async (answer: unknown) => {
      acks.push(answer);
    },
    body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0MARINA' } },
    view: {
      id: 'V1',
      team_id: 'T0GREENLIGHT',
      private_metadata: JSON.stringify({ ref, channel_id: 'C0MARKETING', thread_ts: '17.1', steps }),
      state: { values },
    },
  } as unknown as SlackViewMiddlewareArgs<ViewSubmitAction>);
  return acks;
}

describe('the buttons of notes', () => {
  it.each(['approve', 'skip'] as const)(
    '%s exactly what was seen, before Slack believes it taken',
    async (action) => {
      const order: unknown[] = [];
      const t = testDesk({
        decideNotes: async (click) => {
          order.push(click);
          return outcome();
        },
      });
      await press(decideNoteAction(t.desk, action), ref, () => order.push('acknowledged'));
      const click = {
        job_id: 'job-1',
        person_id: 'U0MARINA',
        action,
        notes: [{ number: 2, revision: 3, hash: 'h' }],
      };
      expect(order).toEqual([click, 'acknowledged']);
      expect([t.told, t.woken]).toEqual([[], ['outbox', 'jobs']]);
    },
  );

  it('approve those shown as they were seen, and tell exactly what was left', async () => {
    const clicks: unknown[] = [];
    const t = testDesk({
      decideNotes: async ({ notes }) => {
        clicks.push(notes);
        return outcome({
          decided: [1],
          left: [
            { number: 4, because: 'changed' },
            { number: 5, because: 'author' },
          ],
        });
      },
    });
    const value = {
      job: 'job-1',
      notes: [
        [1, 1, 'a'],
        [4, 2, 'b'],
        [5, 1, 'c'],
      ],
    };
    await press(approveShownAction(t.desk), value);
    expect(clicks).toEqual([
      [
        { number: 1, revision: 1, hash: 'a' },
        { number: 4, revision: 2, hash: 'b' },
        { number: 5, revision: 1, hash: 'c' },
      ],
    ]);
    const { because } = en.notes.answer;
    expect(lines(t)).toEqual([
      `1 person decided. Unchanged: no. 4 (${because.changed}). Unchanged: no. 5 (${because.author}).`,
    ]);
  });

  it.each([
    [outcome({ outcome: 'not_allowed', reason: 'requester' }), en.notes.answer.requester],
    [outcome({ outcome: 'not_allowed', reason: 'guest' }), en.notes.answer.guest],
    [outcome({ outcome: 'not_allowed', reason: 'role' }), en.notes.answer.role],
    [outcome({ outcome: 'not_allowed', reason: 'group_unread' }), en.notes.answer.groupUnread],
    [
      outcome({ outcome: 'closed', job_status: 'cancelled' }),
      en.notes.answer.closed(en.job.status.cancelled),
    ],
    [outcome({ outcome: 'not_found' }), en.notes.answer.notFound],
    [outcome({ decided: [], pending: [2] }), en.notes.answer.pending(1)],
    [outcome(), null],
  ])('say why nothing changed: %o', (given, line) => {
    expect(outcomeOf(given, 1, en)).toBe(line);
  });

  it('say in Portuguese what was left', () => {
    const left = [1, 2, 3].map((number) => ({ number, because: 'decided' as const }));
    expect(outcomeOf(outcome({ outcome: 'nothing', decided: [], left }), 3, ptBr)).toBe(
      `Sem mudança: nº 1, 2 e 3 (${ptBr.notes.answer.because.decided}).`,
    );
  });

  it('say that the database is silent, and that an old button is one', async () => {
    const t = testDesk({ decideNotes: away });
    await press(decideNoteAction(t.desk, 'approve'));
    await press(decideNoteAction(t.desk, 'approve'), { job: 'job-1' });
    expect(lines(t)).toEqual([en.notes.answer.notAnswered, en.oldButton]);
  });

  it('turn the page, and tell a guest that it stays', async () => {
    const turns: unknown[] = [];
    const t = testDesk({
      turnNotesPage: async (click) => {
        turns.push(click);
        return turns.length === 1;
      },
    });
    await press(turnNotesPageAction(t.desk), { job: 'job-1', number: 6 });
    expect(t.woken).toEqual(['outbox']);
    await press(turnNotesPageAction(t.desk), { job: 'job-1', number: 6 });
    expect(turns[0]).toEqual({ job_id: 'job-1', person_id: 'U0MARINA', number: 6 });
    expect(lines(t)).toEqual([en.notes.answer.guest]);
  });
});

describe('the form of Edit', () => {
  const steps = [
    { number: 1, kind: 'view_profile', with_words: false, after: 'previous_sent', wait_days: 0, max: null },
    { number: 2, kind: 'send_invite', with_words: true, after: 'previous_sent', wait_days: 0, max: 200 },
    { number: 3, kind: 'send_message', with_words: true, after: 'accepted', wait_days: 2, max: 8000 },
  ] as const;

  it('opens with the words as they stand', async () => {
    const t = testDesk({
      readNote: async () => ({ outcome: 'done', item: aNoteItem(2, { revision: 7 }), steps: [...steps] }),
    });
    await press(editNoteAction(t.desk));
    const [opened] = views(t);
    expect(lintView(opened as never, () => true)).toEqual([]);
    const json = JSON.stringify(opened);
    expect(json).toContain('Olá Ana 2, gostaria de me conectar.');
    expect(json).toContain('\\"revision\\":7');
    expect(json).toContain('Up to 200 characters. Empty: without a note.');
    expect(json).toContain('Up to 3,000 characters.');
  });

  it.each(['decided', 'not_allowed', 'closed', 'not_found'] as const)(
    'does not open when it is %s',
    async (code) => {
      const t = testDesk({ readNote: async () => ({ outcome: code, item: null, steps: [] }) });
      await press(editNoteAction(t.desk));
      expect(views(t)).toEqual([]);
      expect(lines(t)).toEqual([en.notes.form.errors[code]]);
    },
  );

  it('sends what was typed as it would be sent, against the revision that was seen', async () => {
    const edits: unknown[] = [];
    const t = testDesk({
      editNote: async (edit) => {
        edits.push(edit);
        return edited();
      },
    });
    expect(await send(submitNoteEdit(t.desk), { text_2: null, text_3: '  Ol\u00adá\r\nAna ' })).toEqual([
      undefined,
    ]);
    expect(edits).toEqual([
      {
        job_id: 'job-1',
        number: 2,
        revision: 3,
        hash: 'h',
        person_id: 'U0MARINA',
        texts: [
          { step: 2, text: null },
          { step: 3, text: 'Olá\nAna' },
        ],
      },
    ]);
    expect(t.woken).toContain('outbox');
  });

  it('stays open with what is wrong, by field', async () => {
    const { errors } = en.notes.form;
    const of = async (change: Partial<NoteEditOutcome>) =>
      send(submitNoteEdit(testDesk({ editNote: async () => edited(change) }).desk), {
        text_2: 'Oi',
        text_3: 'Olá',
      });
    const refused = (field: string, error: string) => [
      { response_action: 'errors', errors: { [field]: error } },
    ];
    expect(await of({ outcome: 'too_long', step: 3, max: 2 })).toEqual(
      refused('text_3', errors.tooLong(3, 2)),
    );
    expect(await of({ outcome: 'too_long', max: 9000 })).toEqual(
      refused('text_2', errors.tooLongTogether(9000)),
    );
    expect(await of({ outcome: 'same_words', step: 2, number: 8 })).toEqual(
      refused('text_2', errors.sameWords(8)),
    );
    expect(await of({ outcome: 'empty', step: 3 })).toEqual(refused('text_3', errors.empty));
    expect(await of({ outcome: 'changed' })).toEqual(refused('text_2', errors.changed));
    const t = testDesk({ editNote: away });
    expect(await send(submitNoteEdit(t.desk), { text_2: 'Oi', text_3: 'Olá {{nome}}' })).toEqual(
      refused('text_3', errors.placeholder('{{nome}}')),
    );
    expect(await send(submitNoteEdit(t.desk), { text_2: 'Oi', text_3: 'Olá' })).toEqual(
      refused('text_2', errors.notRecorded),
    );
  });
});
