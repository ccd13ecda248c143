import { questions, userIds } from '../questions.ts';
import type { Step } from '../step.ts';
import { lookUp } from './name-admin.ts';

/** The first who decide on drafts: not on their own, so that the admin alone is not enough. */
export const nameApprovers: Step = {
  name: 'First approvers',
  async run(context) {
    const { owner, team, answers } = context;
    const wanted = userIds(answers.known[questions.approvers.name] ?? '');
    const { rows } = await owner.query<{ user_id: string; name: string; role: string }>(
      `select user_id, name, role from platform.people
       where team_id = $1 and role in ('approver', 'admin') and not is_guest order by updated_at`,
      [team.id],
    );
    const absent = wanted.filter((id) => !rows.some((row) => row.user_id === id));
    const named: string[] = [];
    for (const id of absent) {
      const person = await lookUp(context, id, 'approver');
      await owner.query('select platform.note_person($1::jsonb)', [JSON.stringify(person)]);
      await owner.query('select platform.set_role($1, $2, $3)', [team.id, id, 'approver']);
      named.push(`${person.name} (${id})`);
    }
    if (named.length > 0) return { state: 'done', note: named.join(', ') };
    const approvers = rows.filter((row) => row.role === 'approver').map((row) => row.name);
    return {
      state: 'already',
      note:
        approvers.length > 0
          ? approvers.join(', ')
          : 'none yet; an admin names them in Slack with /approvers, as own drafts need another approver',
    };
  },
};
