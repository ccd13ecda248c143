import { questions } from '../questions.ts';
import type { Step } from '../step.ts';

/** The team and its approver rule: one approval by an approver or admin who did not ask for the work. */
export const installTeam: Step = {
  name: 'Team',
  async run({ owner, team, answers }) {
    const { rows } = await owner.query<{ team: { name: string; locale: string } | null }>(
      'select platform.get_team($1) as team',
      [team.id],
    );
    const there = rows[0]?.team;
    if (there) return { state: 'already', note: `"${there.name}", texts in ${there.locale}` };
    const locale = (await answers.maybe(questions.locale)) ?? 'en';
    await owner.query('select platform.install_team($1::jsonb)', [
      JSON.stringify({ team_id: team.id, name: team.name, locale }),
    ]);
    return { state: 'done', note: `"${team.name}" installed, texts in ${locale}, one approval, four eyes` };
  },
};
