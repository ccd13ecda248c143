import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ImportRow, LeadBatch, OutreachForBot } from '../../ports/outreach.ts';
import { outreachDesk } from '../../testing/bot/outreach.ts';
import type { FileRead } from '../slack/read-slack-file.ts';
import { SLICE } from './look-at-file.ts';
import { carry } from './run-batches.ts';

const ROWS = SLICE + 20;
const bytes = Buffer.from(
  `name,linkedin\n${Array.from({ length: ROWS }, (_, i) => `P${i},in/p-${i}`).join('\n')}\n=1+1,in/p-0\n`,
);
const sha = createHash('sha256').update(bytes).digest('hex');
const file: FileRead = { kind: 'read', name: 'x.csv', extension: 'csv', bytes };

function aBatch(change: Partial<LeadBatch> = {}): LeadBatch {
  return {
    batch_id: 'b1',
    team_id: 'T0GREENLIGHT',
    kind: 'import',
    status: 'running',
    title: 'x.csv',
    file_hash: sha,
    person_id: 'U0MARINA',
    channel_id: 'C0MARKETING',
    thread_ts: null,
    message_ts: '1.1',
    counts: {},
    kept: [],
    plan: { file: 'F1', columns: ['name', 'profile'], tag: null },
    total: ROWS + 1,
    done: 0,
    error: null,
    fence: 3,
    created_at: '2026-11-22T12:00:00Z',
    ended_at: null,
    rolled_back_by: null,
    rolled_back_at: null,
    locale: 'en',
    ...change,
  };
}

/** The calls that a batch leads to, over a database that takes all of it. */
function world(
  given: {
    file?: FileRead;
    isHeld?: boolean;
    update?: () => Promise<never>;
    outcomes?: ('done' | 'known' | 'gone')[];
  } = {},
) {
  const asked: [string, unknown][] = [];
  const slices: { from: number; until: number; rows: ImportRow[] }[] = [];
  const outcomes = given.outcomes ?? [];
  const outreach: Partial<OutreachForBot> = {
    checkImport: async (_, rows) =>
      rows.map(({ n, urls }) => ({ n, keys: [`slug:${urls[0]}`], code: 'new' as const })),
    importRows: async (slice) => {
      slices.push(slice);
      return { outcome: outcomes.shift() ?? 'done', codes: [] };
    },
    endImport: async (end) => {
      asked.push(['end', end]);
      return true;
    },
    listLeadBatches: async () => [aBatch({ status: 'applied', counts: { new: ROWS } })],
    keepLooking: async () => given.isHeld ?? true,
    endLook: async () => {
      asked.push(['looked', null]);
      return null;
    },
    leadBatchShown: async () => {
      asked.push(['shown', null]);
      return null;
    },
    giveBackLeadBatch: async (_, __, delay) => {
      asked.push(['back', delay]);
      return null;
    },
  };
  const posted: string[] = [];
  const note = (method: string) => async (args: Record<string, unknown>) => {
    posted.push(`${method} ${JSON.stringify(args)}`);
    return { ok: true, file_id: 'F9', upload_url: 'https://files.example/up' };
  };
  const { outreachDesk: desk } = outreachDesk(
    outreach,
    {
      'chat.update': given.update ?? note('update'),
      'chat.postMessage': note('post'),
      'files.getUploadURLExternal': note('place'),
      'files.completeUploadExternal': note('upload'),
    },
    {
      readFile: async () => given.file ?? file,
      fetch: async () => new Response('ok'),
    },
  );
  return { desk, asked, slices, posted };
}
const going = new AbortController().signal;

it('imports slice by slice, without rows that repeat a person, and sends the problems as a file', async () => {
  const { desk, asked, slices, posted } = world();
  await carry(desk, aBatch(), going);
  expect(slices.map(({ from, until }) => [from, until])).toEqual([
    [0, SLICE],
    [SLICE, ROWS + 1],
  ]);
  expect(slices.at(-1)?.rows).toHaveLength(20);
  expect(asked).toEqual([
    ['end', { batch_id: 'b1', fence: 3, error: null, counts: { repeated: 1, cells: 1 } }],
    ['shown', null],
  ]);
  expect(posted.at(-1)).toContain('x-problems.csv');
});

const look = aBatch({ status: 'looking', file_hash: null, fence: 1 });
it('shows the preview of a file whose look another process left', async () => {
  const { desk, asked, posted } = world();
  await carry(desk, look, going);
  expect(posted).toHaveLength(1);
  expect(posted[0]).toContain('"ts":"1.1"');
  expect(posted[0]).toContain('leads_import');
  // The button carries what was looked at.
  expect(posted[0]).toContain(sha);
  expect(asked).toEqual([['looked', null]]);
});

it('shows no preview once another process does, or the import has begun', async () => {
  const { desk, asked, posted } = world({ isHeld: false });
  await carry(desk, look, going);
  expect([asked, posted]).toEqual([[], []]);
});

it('tries again while Slack does not hand over the file, and says in the end that it did not', async () => {
  const refused: FileRead = { kind: 'refused', fault: 'not_read', name: 'x.csv', size: 1 };
  const first = world({ file: refused });
  await carry(first.desk, look, going);
  expect([first.asked, first.posted]).toEqual([[['back', 20]], []]);
  const last = world({ file: refused });
  await carry(last.desk, { ...look, fence: 5 }, going);
  expect(last.posted[0]).toContain('did not hand over');
  expect(last.asked).toEqual([['looked', null]]);
});

it('says of a file at which process after process ended what to do, with a way to look again', async () => {
  const { desk, asked, posted } = world();
  await carry(desk, { ...look, fence: 6 }, going);
  expect(posted[0]).toContain('interrupted each time');
  expect(posted[0]).toContain('leads_look_again');
  expect(asked).toEqual([['looked', null]]);
});

it('goes on after the rows that another process did', async () => {
  const { desk, slices } = world();
  await carry(desk, aBatch({ done: SLICE }), going);
  expect(slices.map(({ from }) => from)).toEqual([SLICE]);
});

it.each(['gone', 'known'] as const)(
  'ends nothing when the batch is another process’s: %s',
  async (outcome) => {
    const { desk, asked } = world({ outcomes: [outcome] });
    await carry(desk, aBatch(), going);
    expect(asked).toEqual([]);
  },
);

it.each([
  ['file_changed', { ...file, bytes: Buffer.from('name,linkedin\nX,in/x\n') }],
  ['file_gone', { kind: 'refused', fault: 'gone', name: 'x.csv', size: 0 }],
] as [string, FileRead][])('imports nothing and says so: %s', async (error, read) => {
  const { desk, asked, slices, posted } = world({ file: read });
  await carry(desk, aBatch(), going);
  expect(slices).toEqual([]);
  expect(asked[0]).toEqual(['end', { batch_id: 'b1', fence: 3, error, counts: {} }]);
  expect(posted[0]).toContain('The import stopped');
});

it('tries again later when Slack does not hand over the file', async () => {
  const { desk, asked } = world({ file: { kind: 'refused', fault: 'not_read', name: 'x.csv', size: 1 } });
  await carry(desk, aBatch(), going);
  expect(asked).toEqual([['back', 20]]);
});

it('gives the batch back at once when the process is asked to stop', async () => {
  const { desk, asked, slices } = world();
  await carry(desk, aBatch(), AbortSignal.abort());
  expect([slices, asked]).toEqual([[], [['back', 0]]]);
});

it('shows an end that no process has shown yet, with the problems of the file', async () => {
  const { desk, asked, posted } = world();
  await carry(desk, aBatch({ status: 'applied', done: ROWS + 1, counts: { new: ROWS } }), going);
  expect(asked).toEqual([['shown', null]]);
  expect(posted[0]).toContain('Imported for');
  expect(posted.at(-1)).toContain('x-problems.csv');
});
