import type { Client } from 'pg';
import { ExpectedError } from '../platform/errors.ts';
import { connectFileStore, type FileStore } from '../platform/file-store.ts';
import type { Answers } from './answers.ts';
import { connectOwner } from './connect-owner.ts';
import { apiWith } from './make-token.ts';
import { moveFiles } from './move-files.ts';
import { probeBucket } from './probe-bucket.ts';
import { questions } from './questions.ts';
import { refusedBySql } from './refused-by-sql.ts';
import { type SetupOptions, withAnswers } from './with-answers.ts';

interface Desk {
  answers: Answers;
  owner: Client;
  say(line: string): void;
}

const accepted = 'accepted: show, bucket NAME, database, move, keep DAYS, keep forever';

/** Says where the files of drafts lie and how long they are kept, and moves those that lie elsewhere. */
export async function changeFiles(
  options: SetupOptions,
  [verb = 'show', ...words]: string[],
): Promise<boolean> {
  let whole = true;
  const done = await withAnswers(options, async (answers, say) => {
    const work = verbs[verb];
    if (!work || work.words !== words.length)
      throw new ExpectedError('bad_command', `Cannot do "files ${[verb, ...words].join(' ')}"; ${accepted}`);
    const owner = await connectOwner(
      await answers.need(questions.databaseUrl),
      answers.known.SETUP_DATABASE_CA,
    );
    try {
      whole = (await work.run({ answers, owner, say }, words[0] ?? '')) ?? true;
    } finally {
      await owner.end().catch(() => {});
    }
  });
  return done && whole;
}

const verbs: Record<string, { words: number; run(desk: Desk, word: string): Promise<boolean | undefined> }> =
  {
    show: { words: 0, run: show },
    bucket: { words: 1, run: useBucket },
    database: { words: 0, run: useDatabase },
    move: { words: 0, run: move },
    keep: { words: 1, run: keep },
  };

async function show({ owner, say }: Desk): Promise<undefined> {
  const { rows } = await owner.query<{ place: string | null; count: string; mb: string }>(
    `select bucket as place, count(*) as count, round(sum(size) / 1e6, 1) as mb from content.artifacts group by 1 order by 1 nulls first`,
  );
  const keeping = await owner.query<{ days: number }>('select days from content.file_keeping');
  say(`New files go ${place(await bucketInUse(owner))}.`);
  for (const row of rows) say(`${row.count} files of ${row.mb} MB lie ${place(row.place, 'in')}.`);
  const days = keeping.rows[0]?.days;
  say(
    days === undefined
      ? 'They are kept for good.'
      : `They are kept for ${days} days after their work has ended.`,
  );
}

const place = (bucket: string | null, word: 'in' | 'into' = 'into') =>
  bucket === null ? `${word} the database` : `${word} bucket "${bucket}"`;

async function bucketInUse(owner: Client): Promise<string | null> {
  const { rows } = await owner.query<{ bucket: string | null }>('select content.bucket_in_use() as bucket');
  return rows[0]?.bucket ?? null;
}

async function useBucket({ answers, owner, say }: Desk, bucket: string): Promise<undefined> {
  if (!/^[a-z0-9][a-z0-9-]{2,62}$/.test(bucket))
    throw new ExpectedError(
      'bad_bucket',
      `Cannot use bucket "${bucket}"; accepted: 3 to 63 of a-z, 0-9 and hyphens`,
    );
  const before = await bucketInUse(owner);
  await grantingStorage(owner.query('select content.use_bucket($1)', [bucket]));
  try {
    await probeBucket(bucket, {
      agents: await storeOf(answers, 'AGENTS_DATABASE_TOKEN'),
      bot: await storeOf(answers, 'BOT_DATABASE_TOKEN'),
    });
  } catch (error) {
    await owner.query('select content.use_bucket($1)', [before]);
    throw error;
  }
  say(
    `${before === bucket ? 'already ' : 'done    '} Files: new ones go into bucket "${bucket}", within 30 s also from agents that run`,
  );
  say('         -> "npm run setup -- files move" moves those of before.');
}

async function useDatabase({ owner, say }: Desk): Promise<undefined> {
  await owner.query('select content.use_bucket(null)');
  say('done     Files: new ones go into the database');
  say('         -> "npm run setup -- files move" moves those of before.');
}

async function keep({ owner, say }: Desk, days: string): Promise<undefined> {
  const count = days === 'forever' ? null : Number(days);
  if (count !== null && !(Number.isInteger(count) && count >= 30 && count <= 3650))
    throw new ExpectedError(
      'bad_days',
      `Cannot keep files for "${days}" days; accepted: 30 to 3650, or forever`,
    );
  await owner.query('select content.keep_files_for($1)', [count]);
  say(
    count === null
      ? 'done     Files: kept for good'
      : `done     Files: kept for ${count} days after their work has ended`,
  );
}

/** Moves every file to where new ones go. False: some stay where they are. */
async function move({ answers, owner, say }: Desk): Promise<boolean> {
  const to = await bucketInUse(owner);
  const store = await storeOf(answers, 'AGENTS_DATABASE_TOKEN');
  const { moved, left } = await moveFiles(owner, store, to, (key, problem) =>
    say(`failed   ${key}: ${problem}`),
  );
  say(`done     Files: ${moved} moved ${place(to)}${left > 0 ? `, ${left} stay where they are` : ''}`);
  if (moved > 0 && to !== null)
    say('         -> "vacuum full content.artifacts" in the SQL editor gives the space back at once.');
  return left === 0;
}

async function storeOf(
  answers: Answers,
  variable: 'AGENTS_DATABASE_TOKEN' | 'BOT_DATABASE_TOKEN',
): Promise<FileStore> {
  const token = answers.known[variable];
  if (token === undefined)
    throw new ExpectedError('no_token', `Cannot reach Storage: ${variable} is not known`, {
      hint: 'Run "npm run setup" first, or give --folder.',
    });
  return connectFileStore(await apiWith(answers, token));
}

/** What the parts need of Storage is granted by the owner, where the database lets that. */
async function grantingStorage(query: Promise<unknown>): Promise<void> {
  try {
    await refusedBySql(query);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code !== '42501') throw error;
    throw new ExpectedError('storage_shut', `Cannot give the parts access to Storage: ${message}`, {
      hint: 'This database does not let its owner grant it; files stay where they are. See docs/files.md.',
      cause: error,
    });
  }
}
