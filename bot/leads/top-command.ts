import { type Asked, onPress, readValue, tellOldButton } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import { memberAsks } from '../asking/who-asks.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { clip, letters, type Message } from '../slack/blocks.ts';
import type { ScoreTexts } from '../texts/en/score-rules.ts';
import { readFilter } from './lead-filter.ts';
import { type TopPlace, topPlace } from './score-actions.ts';
import { PAGE, topMessage } from './top-message.ts';

/** `/leads top [filter]`: for the person alone, as its buttons are. */
export async function topCommand(
  desk: OutreachDesk,
  asked: Asked,
  words: string,
  t: ScoreTexts,
): Promise<void> {
  if (!(await memberAsks(desk, asked, t))) return;
  const read = readFilter(words);
  if (read.kind !== 'filter') {
    const word = clip(read.word, 60);
    await desk.tell(
      asked.to,
      letters(read.kind === 'bad_score' ? t.top.badScore(word) : t.top.unknownField(word)),
    );
    return;
  }
  const message = await page(desk, asked, { filter: read.filter, offset: 0 }, t);
  if (message) await desk.tell(asked.to, message);
}

/** Next and Previous: the same message turns its page. */
export function turnTop(desk: OutreachDesk) {
  return onPress(async (press) => {
    const place = readValue(topPlace, press.value);
    if (!place) return tellOldButton(desk, press);
    const { scores: t } = await desk.textsFor(press.teamId);
    if (!(await memberAsks(desk, press, t))) return;
    const message = await page(desk, press, place, t);
    if (message) await redraw(desk, press.to, message);
  });
}

/** Top leads, below the rules. */
export function topAction(desk: OutreachDesk) {
  return onPress(async (press) => {
    await topCommand(desk, press, '', (await desk.textsFor(press.teamId)).scores);
  });
}

/** Undefined: the person was told why there is none. */
async function page(
  desk: OutreachDesk,
  asked: Asked,
  place: TopPlace,
  t: ScoreTexts,
): Promise<Message | undefined> {
  const { teamId, userId } = asked;
  const reading = desk.outreach.topLeads(teamId, userId, place.filter, { limit: PAGE, offset: place.offset });
  const top = await answered(desk, asked.to, t, reading);
  return top && topMessage(top, place, t);
}
