import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { isExpected } from '../../platform/errors.ts';
import { type Locale, locales } from '../../ports/people.ts';
import { exactWords } from '../asking/plain-words.ts';
import { type Asked, askedBy, noted, onRecordingPress, tellLine } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { memberAsks } from '../asking/who-asks.ts';
import { actions, button, letters, type Message, said } from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { textsOf } from '../texts/texts.ts';
import { teamActions } from './team-actions.ts';
import { adminsOnly, type TeamDesk } from './team-desk.ts';

const spoken: Record<string, Locale> = {
  en: 'en',
  english: 'en',
  ingles: 'en',
  pt: 'pt-BR',
  'pt-br': 'pt-BR',
  pt_br: 'pt-BR',
  ptbr: 'pt-BR',
  portugues: 'pt-BR',
  portuguese: 'pt-BR',
};

/** `/greenlight language`: shows the language of the bot's own texts; admins switch it. */
export function greenlightCommand(desk: TeamDesk) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const { team: t } = await desk.textsFor(command.team_id);
    const [word = '', wanted = ''] = folded(exactWords(command.text)).split(/\s+/);
    if (!['language', 'idioma', 'lingua', 'locale'].includes(word)) {
      if (['', 'help', 'ajuda', '?', '-h', '--help'].includes(word)) {
        return ack({ response_type: 'ephemeral', text: t.language.help, blocks: [said(t.language.help)] });
      }
      return ack({ response_type: 'ephemeral', ...letters(t.command.unknown(word.slice(0, 40))) });
    }
    const asked = askedBy(command);
    const locale = Object.hasOwn(spoken, wanted) ? spoken[wanted] : undefined;
    if (locale) return switchTo(desk, asked, locale, t, ack);
    if (wanted !== '') {
      return ack({ response_type: 'ephemeral', ...letters(t.language.unknown(wanted.slice(0, 40))) });
    }
    await ack();
    const person = await memberAsks(desk, asked, t);
    if (person) await desk.tell(asked.to, languageMessage(person.role === 'admin', t));
  };
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

async function switchTo(
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

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
