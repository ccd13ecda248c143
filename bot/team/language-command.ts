import { isExpected } from '../../platform/errors.ts';
import { type Locale, locales } from '../../ports/people.ts';
import { type Asked, noted, onRecordingPress, tellLine } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { memberAsks } from '../asking/who-asks.ts';
import { actions, button, type Message, said } from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { textsOf } from '../texts/texts.ts';
import { teamActions } from './team-actions.ts';
import { adminsOnly, type TeamDesk } from './team-desk.ts';

/** `/greenlight language`: the language of the bot's own texts; for admins with the button that switches it. */
export async function showLanguage(desk: TeamDesk, asked: Asked, t: TeamTexts): Promise<void> {
  const person = await memberAsks(desk, asked, t);
  if (person) await desk.tell(asked.to, languageMessage(person.role === 'admin', t));
}

export function switchLanguageAction(desk: TeamDesk) {
  return onRecordingPress(async (press, ack) => {
    const { team: t } = await desk.textsFor(press.teamId);
    const locale = locales.find((known) => known === press.value);
    if (locale) await switchTo(desk, press, locale, t, ack);
    else await ack();
  });
}

/** Pure. */
function languageMessage(forAdmin: boolean, t: TeamTexts): Message {
  const w = t.language;
  const line = w.now(w.names[t.locale]);
  const others = locales.filter((locale) => locale !== t.locale);
  return {
    text: line,
    blocks: [
      said(line),
      ...(forAdmin
        ? [
            said(w.choose),
            actions(
              'language',
              // In its own language, for those who cannot read the present one.
              ...others.map((locale) =>
                button(teamActions.switchLanguage, textsOf(locale).team.language.names[locale], locale),
              ),
            ),
          ]
        : []),
    ],
  };
}

/** `/greenlight language pt-BR`: switched once it is stored. */
export async function switchTo(
  desk: TeamDesk,
  asked: Asked,
  locale: Locale,
  t: TeamTexts,
  ack: () => Promise<unknown>,
): Promise<void> {
  const { teamId, userId } = asked;
  const switching = noted(desk, { teamId, userId })
    .then(() => desk.people.setTeamLocale({ team_id: teamId, person_id: userId, locale }))
    .then(
      () => 'switched' as const,
      (error: unknown) => {
        if (isExpected(error, 'not_allowed')) return 'not_allowed' as const;
        throw error;
      },
    );
  const outcome = await recorded(desk, asked.to, { outcome: t.command }, switching, { ack });
  if (outcome === undefined) return;
  if (outcome === 'not_allowed') return tellLine(desk, asked.to, await adminsOnly(desk, teamId, t));
  desk.forgetTexts(teamId);
  const now = textsOf(locale).team.language;
  desk.log.info('language_switched', { user_id: userId, code: locale });
  await tellLine(
    desk,
    asked.to,
    t.locale === locale ? now.already(now.names[locale]) : now.switched(now.names[locale]),
  );
  desk.hints.outbox.wake();
}
