import type { Client } from 'pg';
import { ExpectedError } from '../platform/errors.ts';
import type { Answers } from './answers.ts';
import { checkSlack } from './check-slack.ts';
import { connectOwner } from './connect-owner.ts';
import { apiWith } from './make-token.ts';
import { questions } from './questions.ts';
import { hiddenSchemas } from './steps/check-exposure.ts';
import { lookUp } from './steps/name-admin.ts';
import { type SetupOptions, withAnswers } from './with-answers.ts';

interface Desk {
  answers: Answers;
  owner: Client;
  say(line: string): void;
}

const accepted =
  'accepted: add SIGN-IN SLACK-ID, list, remove SIGN-IN, close; a sign-in is an id or an e-mail address of Supabase Auth';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Says who may read the views of schema `readers` with a sign-in of Supabase Auth. The first one opens them. */
export function changeReaders(options: SetupOptions, [verb = 'list', ...words]: string[]): Promise<boolean> {
  return withAnswers(options, async (answers, say) => {
    const work = verbs[verb];
    if (!work || work.words !== words.length)
      throw new ExpectedError(
        'bad_command',
        `Cannot do "readers ${[verb, ...words].join(' ')}"; ${accepted}`,
      );
    const owner = await connectOwner(
      await answers.need(questions.databaseUrl),
      answers.known.SETUP_DATABASE_CA,
    );
    try {
      await work.run({ answers, owner, say }, words);
    } finally {
      await owner.end().catch(() => {});
    }
  });
}

const verbs: Record<string, { words: number; run(desk: Desk, words: string[]): Promise<void> }> = {
  add: { words: 2, run: add },
  list: { words: 0, run: list },
  remove: { words: 1, run: remove },
  close: { words: 0, run: close },
};

async function add({ answers, owner, say }: Desk, [signIn = '', personId = '']: string[]): Promise<void> {
  const { team } = await checkSlack(answers);
  const userId = await findSignIn(owner, signIn);
  const person = await lookUp({ answers, team }, personId, 'reader');
  await owner.query('select platform.note_person($1::jsonb)', [JSON.stringify(person)]);
  const { rows } = await owner.query<{ state: string }>('select readers.add_reader($1::jsonb) as state', [
    JSON.stringify({ user_id: userId, team_id: team.id, person_id: personId }),
  ]);
  await owner.query(`notify pgrst, 'reload schema'`);
  const state = rows[0]?.state === 'added' ? 'done' : (rows[0]?.state ?? '');
  say(`${state.padEnd(8)} Reader: ${signIn} reads as ${person.name} (${personId})`);
  const hidden = await hiddenSchemas(await apiWith(answers, answers.known.BOT_DATABASE_TOKEN ?? ''), [
    'readers',
  ]);
  if (hidden.length > 0)
    say(
      '         -> Add "readers" to Project Settings > Data API > Exposed schemas; until then the API does not serve it.',
    );
  const realtime = await owner.query<{ there: boolean }>(
    `select to_regclass('realtime.messages') is not null as there`,
  );
  if (!realtime.rows[0]?.there)
    say('         -> This database has no Realtime: a page has to read again by itself.');
}

async function list({ owner, say }: Desk): Promise<void> {
  const { rows } = await owner.query<{ user_id: string; person_id: string; name: string; left: boolean }>(
    `select r.user_id, r.person_id, p.name, p.is_guest or p.is_deactivated as left
     from platform.readers r join platform.people p on p.team_id = r.team_id and p.user_id = r.person_id order by p.name, r.user_id`,
  );
  if (rows.length === 0) say('No sign-in reads.');
  for (const { user_id, person_id, name, left } of rows)
    say(
      `${user_id}  ${name} (${person_id})${left ? ', who is no full member any more and reads nothing' : ''}`,
    );
}

async function remove({ owner, say }: Desk, [signIn = '']: string[]): Promise<void> {
  const { rows } = await owner.query<{ was: boolean }>('select readers.remove_reader($1) as was', [
    await findSignIn(owner, signIn),
  ]);
  say(
    rows[0]?.was ? `done     Reader: ${signIn} reads nothing any more` : `already  Reader: ${signIn} is none`,
  );
}

async function close({ owner, say }: Desk): Promise<void> {
  const { rows } = await owner.query<{ count: number }>('select readers.close_readers() as count');
  say(`done     Readers: shut to all; ${rows[0]?.count} read before`);
}

/**
 * The id of a sign-in.
 *
 * @throws {ExpectedError} `no_sign_in` where Supabase Auth has none such.
 */
async function findSignIn(owner: Client, given: string): Promise<string> {
  const isId = UUID.test(given);
  const { rows: auth } = await owner.query<{ there: boolean }>(
    `select to_regclass('auth.users') is not null as there`,
  );
  if (auth[0]?.there) {
    const { rows } = await owner.query<{ id: string }>(
      `select id from auth.users where ${isId ? 'id = $1' : 'lower(email) = lower($1)'}`,
      [given],
    );
    // One whom Auth has deleted can still be removed.
    if (rows.length === 1 && rows[0]) return rows[0].id;
  }
  if (isId) {
    const { rows } = await owner.query('select from platform.readers where user_id = $1', [given]);
    if (rows.length > 0) return given;
  }
  throw new ExpectedError('no_sign_in', `Cannot find the sign-in "${given}" in Supabase Auth`, {
    hint: 'Its id or e-mail address: Supabase dashboard > Authentication > Users. Add or invite the person there first.',
  });
}
