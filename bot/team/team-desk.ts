import type { PeopleCalls } from '../../ports/people.ts';
import { adminMentions } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { AskPerson } from '../know-person.ts';
import type { TeamTexts } from '../texts/en/team.ts';

/** What the handlers of roles, budget and language work with. */
export interface TeamDesk extends ContentDesk {
  people: Pick<
    PeopleCalls,
    | 'listRoles'
    | 'giveRole'
    | 'setTeamLocale'
    | 'listRules'
    | 'ruleHistory'
    | 'saveRule'
    | 'listUserGroups'
    | 'getPerson'
    | 'notePerson'
  >;
  askPerson: AskPerson;
  /** The next text is in the language that the database says. */
  forgetTexts(teamId: string): void;
}

export async function adminsOnly(desk: TeamDesk, teamId: string, t: TeamTexts): Promise<string> {
  return t.command.adminsOnly(await adminMentions(desk, teamId, t));
}
