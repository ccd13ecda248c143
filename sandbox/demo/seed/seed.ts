import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { brandKit, houseRules } from '../../../ports/content.ts';
import { roles } from '../../../ports/people.ts';
import { readKnowledge } from './read-knowledge.ts';

interface Owner {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}
interface SeededPerson {
  id: string;
  real_name: string;
  role: string;
  tz: string;
}

/** Who the seed acts as: what it added it may replace, what a person changed it leaves alone. */
const SEEDER = 'seed';

/**
 * Brings the sandbox's database to the seeded state: team, people, approver rule, knowledge, brand kit, house rules.
 *
 * Runs at every start and changes nothing that a person changed since: roles and rules are given once, and a newer
 * text of a seeded document takes the place of the older one.
 */
export async function seedContent(
  owner: Owner,
  slack: { teamId: string; people: SeededPerson[] },
): Promise<void> {
  const { teamId } = slack;
  const team = { team_id: teamId, name: 'Alba Implantes', locale: 'en', sandbox: true };
  // Installs the team's approver rule as well: one approval by approvers or admins, four eyes.
  await owner.query('select platform.install_team($1::jsonb)', [JSON.stringify(team)]);
  for (const person of slack.people) await seedPerson(owner, teamId, person);
  await seedKnowledge(owner, teamId);
  await seedSetting(
    owner,
    teamId,
    'brand_kit',
    'kit',
    readSetting('brand-kit.json', brandKit.omit({ version: true })),
  );
  await seedSetting(
    owner,
    teamId,
    'house_rules',
    'rules',
    readSetting('house-rules.json', houseRules.omit({ version: true })),
  );
}

async function seedPerson(owner: Owner, teamId: string, person: SeededPerson): Promise<void> {
  const role = z.enum(roles).parse(person.role);
  const known = await owner.query('select platform.get_person($1, $2) as person', [teamId, person.id]);
  const noted = {
    team_id: teamId,
    user_id: person.id,
    name: person.real_name,
    tz: person.tz,
    is_guest: role === 'guest',
  };
  await owner.query('select platform.note_person($1::jsonb)', [JSON.stringify(noted)]);
  // A role that an admin has changed since stays changed.
  if (known.rows[0]?.person === null && role !== 'guest') {
    await owner.query('select platform.set_role($1, $2, $3)', [teamId, person.id, role]);
  }
}

async function seedKnowledge(owner: Owner, teamId: string): Promise<void> {
  for (const { title, language, url, text } of readKnowledge()) {
    await owner.query(
      `update content.documents set removed_at = platform.now()
       where team_id = $1 and title = $2 and added_by = $3 and text <> $4 and removed_at is null`,
      [teamId, title, SEEDER, text],
    );
    const document = { team_id: teamId, person_id: SEEDER, title, language, url, text };
    await owner.query('select content.add_document($1::jsonb)', [JSON.stringify(document)]);
  }
}

/** Sets what the seed holds unless a person has set something since; the same content adds no version. */
async function seedSetting(
  owner: Owner,
  teamId: string,
  name: 'brand_kit' | 'house_rules',
  column: 'kit' | 'rules',
  value: unknown,
): Promise<void> {
  if (value === undefined) return;
  const last = await owner.query(
    `select changed_by from content.${name === 'brand_kit' ? 'brand_kits' : 'house_rules'}
     where team_id = $1 and ${column} is not null order by version desc limit 1`,
    [teamId],
  );
  const by = last.rows[0]?.changed_by;
  if (by !== undefined && by !== SEEDER) return;
  await owner.query(`select content.set_${name}($1, $2, $3::jsonb)`, [teamId, SEEDER, JSON.stringify(value)]);
}

function readSetting<T>(file: string, shape: z.ZodType<T>): T | undefined {
  const path = new URL(`./${file}`, import.meta.url);
  if (!existsSync(path)) return undefined;
  const read = shape.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`Cannot seed "${file}": ${z.prettifyError(read.error)}`, { cause: read.error });
}
