import { existsSync, writeFileSync } from 'node:fs';
import { ExpectedError } from '../../platform/errors.ts';
import type { Place } from '../place.ts';
import type { Query } from './catalog.ts';
import { leadData } from './lead-data.ts';
import { memberData } from './member-data.ts';

interface Wish {
  about: 'lead' | 'member';
  /** A lead's name, e-mail address, profile or id; a member's Slack user id. */
  words: string;
  file: string;
}

/**
 * Writes what is stored of one person into a file that its owner alone can read.
 *
 * @throws {ExpectedError} `file_exists`, `not_known`, `several`; nothing is written then.
 */
export async function tellPersonalData(
  { teamId, query, say, nowMs }: Omit<Place, 'knowMember'>,
  wish: Wish,
): Promise<void> {
  if (existsSync(wish.file))
    throw new ExpectedError('file_exists', `Cannot write "${wish.file}": that file is there already`, {
      hint: 'Name another one with --file.',
    });
  // One state of the database; on it nothing is changed.
  await query('begin isolation level repeatable read read only');
  let data: object;
  try {
    data = await dataOf(query, teamId, wish);
  } finally {
    await query('rollback');
  }
  const file = { about: wish.about, made_at: new Date(nowMs).toISOString(), team_id: teamId, ...data };
  writeFileSync(wish.file, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  say(`done     ${wish.file}: read it before you hand it over, as words of one person may speak of another`);
}

async function dataOf(query: Query, teamId: string, { about, words }: Wish): Promise<object> {
  if (about === 'member') {
    const data = await memberData(query, teamId, words);
    if (data) return data;
    throw new ExpectedError('not_known', `Cannot tell of "${words}": no person of the team has that id`, {
      hint: 'Accepted is a Slack user id such as U012ABCDEF.',
    });
  }
  const found = await leadData(query, teamId, words);
  if (found.outcome === 'found' || found.outcome === 'erased') return found.data;
  if (found.outcome === 'several') {
    const choices = found.choices.map(({ name, profile_url }) => `${name ?? '-'}: ${profile_url}`);
    throw new ExpectedError(
      'several',
      `Cannot tell of "${words}": ${choices.length} leads bear it\n${choices.join('\n')}`,
      {
        hint: 'Accepted is the profile of one of them.',
      },
    );
  }
  throw new ExpectedError('not_known', `Cannot tell of "${words}": no lead bears it`, {
    hint: 'Accepted: a name, an e-mail address or a LinkedIn profile.',
  });
}
