import type { CapScope } from '../../ports/content.ts';
import type { Role } from '../../ports/people.ts';

export type GivenRole = Exclude<Role, 'guest'>;

/** An amount of a cap and what counts against it, as a person reads it. */
export interface SpentWords {
  spent: string;
  reserved: string | null;
  cap: string | null;
}

/**
 * What the bot says of roles, the budget and the team's language, in one language. Arguments named `…Mrkdwn` are mentions
 * and dates that the bot made; every other text argument is words of people.
 */
export interface RulesTexts {
  locale: 'en' | 'pt-BR';

  command: {
    notAnswered: string;
    guest: string;
    adminsOnly(adminsMrkdwn: string): string;
    noAdmin: string;
    formNotOpened: string;
    takesLong: string;
    notRecorded: string;
    recordedAfterAll: string;
    unknown(word: string): string;
  };

  approvers: {
    help: string;
    heading: string;
    /** Under its heading each role lists its people. */
    roles: Record<'admin' | 'approver', string>;
    /** The role as a word for one person. */
    role: Record<GivenRole, string>;
    nobody: Record<'admin' | 'approver', string>;
    fourEyes: string;
    onlyOne: string;
    change: string;
    take(name: string): string;
    confirmTake: { title: string; text: string; confirm: string; deny: string };
    form: {
      title: string;
      submit: string;
      close: string;
      person: string;
      pick: string;
      role: string;
      about: Record<GivenRole, string>;
    };
    /** Who was meant is not clear: the form asks. */
    whoIsMeant(said: string): string;
    /** The form did not open for it. */
    whoIsMeantHint: string;
    changed(personMrkdwn: string, role: string): string;
    /** To the person who has a new role. */
    yours(role: string, byMrkdwn: string): string;
    unchanged(personMrkdwn: string, role: string): string;
    errors: {
      guest: string;
      bot: string;
      unknownPerson: string;
      lastAdmin: string;
      notAsked: string;
    };
  };

  budget: {
    help: string;
    heading: string;
    scopes: Record<CapScope, string>;
    /** The caps themselves, which hold for everyone and always. */
    caps: Record<CapScope, string>;
    line(what: string, money: SpentWords, tokens: SpentWords): string;
    jobLine(what: string, money: string | null, tokens: string): string;
    noMoneyCap: string;
    usd(amount: number): string;
    tokens(amount: number): string;
    resets(dayMrkdwn: string, monthMrkdwn: string): string;
    unpriced(tokens: string): string;
    bothBind: string;
    changedBy(what: string, personMrkdwn: string, dateMrkdwn: string): string;
    change: string;
    form: {
      title: string;
      submit: string;
      close: string;
      intro: string;
      usd(what: string): string;
      usdHint: string;
      tokens(what: string): string;
    };
    saved(whats: string, byMrkdwn: string): string;
    unchanged: string;
    errors: { usd: string; tokens: string; order: string };
  };

  language: {
    help: string;
    now(name: string): string;
    names: Record<'en' | 'pt-BR', string>;
    choose: string;
    switched(name: string): string;
    already(name: string): string;
    unknown(word: string): string;
  };
}
