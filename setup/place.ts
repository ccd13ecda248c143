import { checkSlack } from './check-slack.ts';
import { connectOwner } from './connect-owner.ts';
import { questions } from './questions.ts';
import { lookUp } from './steps/name-admin.ts';
import { type SetupOptions, withAnswers } from './with-answers.ts';

/** An installation, or a sandbox that runs. */
export interface Place {
  teamId: string;
  /** As the owner of the schemas. */
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /**
   * Makes sure that a person is known and a full member.
   *
   * @throws {ExpectedError} Otherwise.
   */
  knowMember(userId: string): Promise<void>;
  say(line: string): void;
  nowMs: number;
}

/** Works as the owner of an installation's database. False: it failed, and why was written. */
export function atInstallation(
  options: SetupOptions,
  work: (place: Place) => Promise<void>,
): Promise<boolean> {
  return withAnswers(options, async (answers, say) => {
    const { team } = await checkSlack(answers);
    const owner = await connectOwner(
      await answers.need(questions.databaseUrl),
      answers.known.SETUP_DATABASE_CA,
    );
    try {
      await work({
        teamId: team.id,
        query: (sql, values) => owner.query(sql, values),
        async knowMember(userId) {
          const person = await lookUp({ answers, team }, userId, 'for a token');
          await owner.query('select platform.note_person($1::jsonb)', [JSON.stringify(person)]);
        },
        say,
        nowMs: options.nowMs,
      });
    } finally {
      await owner.end().catch(() => {});
    }
  });
}
