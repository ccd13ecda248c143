import { z } from 'zod';
import type { Account } from '../../../ports/outreach.ts';
import { nullIfNoAnswer } from '../../asking/no-answer.ts';
import { type Asked, onPress, readValue, tellLine, tellOldButton } from '../../asking/press.ts';
import { answered } from '../../asking/recorded.ts';
import { uploadPicture } from '../../slack/upload-picture.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';
import { outreachActions } from '../action-ref.ts';
import { chooseAccount, noAccount } from '../choose-account.ts';
import { findAccount } from '../find-account.ts';
import type { OutreachDesk } from '../outreach-desk.ts';
import { postFigures } from '../post-figures.ts';
import { forecastMessage } from './forecast-message.ts';
import type { DrawForecast } from './forecast-picture.ts';
import { type Foreseen, foresee, MOST_DAYS, USUAL_DAYS } from './foresee.ts';

const choice = z.object({ account_id: z.string(), days: z.number().int().min(1).max(MOST_DAYS) });

/**
 * `/outreach forecast [account] [days]`: one message that the whole channel sees, with the picture; where the bot is not a
 * member, the person alone gets the words.
 */
export async function forecastCommand(
  desk: OutreachDesk,
  draw: DrawForecast,
  asked: Asked,
  words: string,
  t: OutreachTexts,
): Promise<void> {
  const { rest, days } = readDays(words);
  if (days < 1 || days > MOST_DAYS) return tellLine(desk, asked.to, t.forecast.badDays(MOST_DAYS));
  const accounts = await answered(desk, asked.to, t, desk.outreach.listAccounts(asked.teamId));
  if (!accounts) return;
  const found = findAccount(accounts, rest, { withReason: false, withAll: false });
  if (found.kind === 'one') return showForecast(desk, draw, asked, found.account, days, t);
  const message =
    found.kind === 'none' || found.kind === 'unknown'
      ? noAccount(found, accounts, t)
      : chooseAccount(t.command.whichAccount, outreachActions.forecast, accounts, (a) =>
          JSON.stringify({ account_id: a?.id ?? '', days }),
        );
  await desk.tell(asked.to, message);
}

/** A press on an account's name. */
export function forecastAction(desk: OutreachDesk, draw: DrawForecast) {
  return onPress(async (press) => {
    const chosen = readValue(choice, press.value);
    if (!chosen) return tellOldButton(desk, press);
    const { outreach: t } = await desk.textsFor(press.teamId);
    const accounts = await answered(desk, press.to, t, desk.outreach.listAccounts(press.teamId));
    if (!accounts) return;
    const account = accounts.find((a) => a.id === chosen.account_id);
    if (account) await showForecast(desk, draw, press, account, chosen.days, t);
    else await tellLine(desk, press.to, t.add.errors.noAccount);
  });
}

/** The number at the end, with or without a word for days; an account's name may hold others. */
export function readDays(words: string): { rest: string; days: number } {
  const said = /^(.*?)(?:^|\s)(\d{1,4})\s*(?:d|days?|dias?)?$/is.exec(words.trim());
  return said ? { rest: (said[1] ?? '').trim(), days: Number(said[2]) } : { rest: words, days: USUAL_DAYS };
}

async function showForecast(
  desk: OutreachDesk,
  draw: DrawForecast,
  asked: Asked,
  account: Account,
  days: number,
  t: OutreachTexts,
): Promise<void> {
  const foreseen = await foresee(desk, account.id, days, null).catch(nullIfNoAnswer);
  if (!foreseen) return tellLine(desk, asked.to, t.forecast.notMade);
  const pictureId = await forecastPictureId(desk, draw, foreseen, t);
  await postFigures(desk, asked, pictureId, {
    message: (view) => forecastMessage(foreseen, view, t),
    notPosted: (error) => desk.log.warn('outreach_forecast_not_posted', { account_id: account.id, error }),
  });
}

/** Null: the figures go without it. */
export async function forecastPictureId(
  desk: OutreachDesk,
  draw: DrawForecast,
  foreseen: Foreseen,
  t: OutreachTexts,
): Promise<string | null> {
  try {
    const png = await draw(foreseen, t);
    const alt = t.forecast.alt(foreseen.account.name, foreseen.days);
    return await uploadPicture(desk, { name: `forecast-${foreseen.input.local_date}.png`, alt, png });
  } catch (error) {
    desk.log.warn('outreach_picture_not_made', { account_id: foreseen.account.id, error });
    return null;
  }
}
