import { isZone } from '../../platform/local-time.ts';
import type { History, HistoryFilter } from '../../ports/content.ts';
import { type Asked, onPress, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Message } from '../slack/blocks.ts';
import { directChannel } from '../slack/direct-channel.ts';
import { permalink } from '../slack/permalink.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import { uploadFile } from '../slack/upload-file.ts';
import type { Texts } from '../texts/texts.ts';
import { CSV_LINES, historyCsv } from './history-csv.ts';
import { historyMessage, PAGE } from './history-message.ts';
import { type HistoryPlace, historyPlace } from './history-ref.ts';
import type { AskedHistory } from './parse-history.ts';
import { instantsOf } from './period.ts';

/** `/history …` */
export async function showHistory(
  desk: ContentDesk,
  asked: Asked,
  said: AskedHistory,
  texts: Texts,
): Promise<void> {
  const zone = await zoneOf(desk, asked);
  const place = { filter: filterOf(said, asked, desk.clock.now(), zone), offset: 0 };
  const message = await historyPage(desk, asked, place, zone, texts);
  if (message) await desk.tell(asked.to, message);
}

/** Newer and Older: the same message turns its page. */
export function turnHistory(desk: ContentDesk) {
  return onPress(async (press) => {
    const place = readValue(historyPlace, press.value);
    if (!place) return tellOldButton(desk, press);
    const [texts, zone] = await Promise.all([desk.textsFor(press.teamId), zoneOf(desk, press)]);
    const message = await historyPage(desk, press, place, zone, texts);
    if (message) await redraw(desk, press.to, message);
  });
}

/** `/history … csv` */
export async function sendCsv(
  desk: ContentDesk,
  asked: Asked,
  said: AskedHistory,
  texts: Texts,
): Promise<void> {
  const zone = await zoneOf(desk, asked);
  await send(desk, asked, filterOf(said, asked, desk.clock.now(), zone), zone, texts);
}

/** The button for the same as a file. */
export function csvAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const place = readValue(historyPlace, press.value);
    if (!place) return tellOldButton(desk, press);
    const [texts, zone] = await Promise.all([desk.textsFor(press.teamId), zoneOf(desk, press)]);
    await send(desk, press, place.filter, zone, texts);
  });
}

function filterOf(
  { person, type, period, words }: AskedHistory,
  { userId }: Asked,
  now: number,
  zone: string,
): HistoryFilter {
  const span = period === null ? { from: null, until: null } : instantsOf(period, now, zone);
  return { person_id: person === 'me' ? userId : person, type, words, ...span };
}

async function zoneOf(desk: ContentDesk, { teamId, userId }: Asked): Promise<string> {
  const person = await desk.knowPerson(teamId, userId).catch(() => null);
  return person !== null && isZone(person.tz) ? person.tz : 'UTC';
}

async function historyPage(
  desk: ContentDesk,
  asked: Asked,
  place: HistoryPlace,
  zone: string,
  texts: Texts,
): Promise<Message | null> {
  const history = await read(desk, asked, { ...place.filter, offset: place.offset, limit: PAGE }, texts);
  if (!history) return null;
  const links = await Promise.all(
    history.lines.map((line) => permalink(desk, line.channel_id, line.thread_ts)),
  );
  const linkOf = new Map(history.lines.map((line, n) => [line, links[n] ?? null]));
  return historyMessage(history, place, (line) => linkOf.get(line) ?? null, zone, texts);
}

/** Undefined: the person was told why there is none. */
async function read(
  desk: ContentDesk,
  asked: Asked,
  filter: HistoryFilter & { offset: number; limit: number },
  texts: Texts,
): Promise<History | undefined> {
  const reading = desk.content.readHistory(asked.teamId, asked.userId, filter);
  const history = await answered(desk, asked.to, texts.jobs, reading);
  if (history?.allowed !== false) return history;
  await tellLine(desk, asked.to, texts.history.guest);
  return undefined;
}

/** The file comes to the person's direct messages with the bot, where no channel reads along. */
async function send(
  desk: ContentDesk,
  asked: Asked,
  filter: HistoryFilter,
  zone: string,
  texts: Texts,
): Promise<void> {
  const t = texts.history;
  const history = await read(desk, asked, { ...filter, offset: 0, limit: CSV_LINES }, texts);
  if (!history) return;
  if (history.total === 0) return tellLine(desk, asked.to, t.none);
  try {
    const linkOf = await threadLinks(desk, history);
    const bytes = new TextEncoder().encode(historyCsv(history, linkOf, zone, texts));
    const name = t.fileName(new Date(desk.clock.now()).toISOString().slice(0, 10));
    const id = await uploadFile(desk, { name, mime: 'text/csv', alt: name, bytes });
    await desk.slack.files.completeUploadExternal({
      files: [{ id, title: name }],
      channel_id: await directChannel(desk.slack, asked.userId),
      initial_comment: t.file(history.lines.length, history.total),
    });
    desk.log.info('history_sent', { user_id: asked.userId, count: history.lines.length });
    await tellLine(desk, asked.to, t.sent);
  } catch (error) {
    if (slackFailure(error).kind === 'unknown') throw error;
    desk.log.warn('history_not_sent', { user_id: asked.userId, error });
    await tellLine(desk, asked.to, t.notSent);
  }
}

/** One question to Slack, for any number of lines: their links differ in channel and time alone. */
async function threadLinks(desk: ContentDesk, { lines }: History) {
  const known = lines.find((line) => line.channel_id !== null && line.thread_ts !== null);
  const link = known ? await permalink(desk, known.channel_id, known.thread_ts) : null;
  const origin = link === null ? null : new URL(link).origin;
  return ({ channel_id, thread_ts }: History['lines'][number]) =>
    origin === null || channel_id === null || thread_ts === null
      ? null
      : `${origin}/archives/${channel_id}/p${thread_ts.replace('.', '')}`;
}
