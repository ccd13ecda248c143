import type { OutboxItem, Reminder } from '../../ports/content.ts';
import { clip, dateToken, type Message, mention, safeText, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

interface ReminderView {
  item: OutboxItem & { reminder: Reminder };
  /** Address of what waits. */
  link: string | null;
  /** In the thread, where all read it: the person is called by name. */
  calls: boolean;
}

/** Asks a person again for what waits for them. Pure. */
export function reminderMessage({ item, link, calls }: ReminderView, texts: Texts): Message {
  const { job, reminder } = item;
  const t = texts.reminder;
  const what = texts.work[job.type];
  const line =
    reminder.status === 'awaiting_review'
      ? t.decide(what, job.versions, mention(job.requester_id))
      : t.answer(what);
  const person = calls && reminder.person_id !== null ? `${mention(reminder.person_id)} ` : '';
  return message(`${person}${line}`, item, link, texts);
}

/** Asks those who stand in, in the thread. Pure. */
export function escalationMessage({ item, link }: Omit<ReminderView, 'calls'>, texts: Texts): Message {
  const { approval, job, reminder } = item;
  const t = texts.reminder;
  const people = reminder.asked.map(mention).join(' ');
  const mayDecide = reminder.asked.every((id) => [...approval.asked, ...approval.deputies].includes(id));
  const line = (mayDecide ? t.standIn : t.seeToIt)(people, texts.work[job.type], job.versions);
  return message(line, item, link, texts);
}

/** Calls the second of two groups, in the thread: an edit of the card calls no one. Pure. */
export function turnMessage({ item, link }: Omit<ReminderView, 'calls'>, texts: Texts): Message {
  const { approval, job, reminder } = item;
  const done = approval.groups[0]?.name ?? '';
  const people = reminder.asked.map(mention).join(' ');
  const line = texts.reminder.turn(people, safeText(done, 60), texts.work[job.type], job.versions);
  return message(line, item, link, texts);
}

function message(
  line: string,
  { job, reminder }: ReminderView['item'],
  link: string | null,
  texts: Texts,
): Message {
  const t = texts.reminder;
  const where = link === null ? '' : ` <${link}|${t.open}>`;
  return {
    text: line,
    blocks: [
      said(`${line}${where}`),
      words({ text: clip(job.brief.topic.replaceAll(/\s+/g, ' '), 150), bold: true }),
      small(t.since(dateToken(reminder.since, texts.locale))),
    ],
  };
}
