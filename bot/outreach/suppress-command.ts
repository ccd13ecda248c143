import { z } from 'zod';
import { noted, onRecordingPress, tellLine } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import {
  actions,
  button,
  confirmation,
  letters,
  type Message,
  mention,
  quoted,
  said,
  small,
} from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { outreachActions } from './action-ref.ts';
import { announce } from './announce.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import type { SuppressedKind } from './parse-command.ts';
import { profileFault } from './profile-url.ts';

const VALUE_MAX = 300;
const asked = z.object({ kind: z.enum(['person', 'company', 'domain']), value: z.string() });

/** Asks before a person is never contacted again: it cannot be undone from Slack. */
export function suppressQuestion(kind: SuppressedKind, value: string, t: OutreachTexts): Message {
  const s = t.suppress;
  const wrong = valueFault(kind, value, t);
  if (wrong !== null) return letters(wrong);
  const ask = s.ask(kind);
  return {
    text: ask,
    blocks: [
      said(`*${ask}*`),
      quoted(value, VALUE_MAX),
      small(s.explain),
      actions(
        'outreach_suppress',
        button(outreachActions.suppress, s.button, JSON.stringify({ kind, value }), {
          style: 'danger',
          confirm: confirmation(s.confirm, 'danger'),
        }),
      ),
    ],
  };
}

function valueFault(kind: SuppressedKind, value: string, t: OutreachTexts): string | null {
  if (value.length > VALUE_MAX) return t.suppress.tooLong;
  if (kind === 'person') {
    const fault = profileFault(value);
    return fault === null ? null : fault === 'missing' ? t.suppress.badPerson : t.add.errors.url[fault];
  }
  // The database has the last word on its form; what has no dot is no domain.
  if (kind === 'domain' && !/[^\s.]\.[^\s.]/u.test(value)) return t.suppress.badDomain(value);
  return null;
}

/** The press on it: recorded, and the whole channel sees how many waiting actions were stopped. */
export function suppressAction(desk: OutreachDesk) {
  return onRecordingPress(async (press, ack) => {
    const { kind, value } = asked.parse(JSON.parse(press.value));
    const { outreach: t } = await desk.textsFor(press.teamId);
    const suppression = {
      team_id: press.teamId,
      kind,
      value,
      person_id: press.userId,
      reason: t.suppress.defaultReason,
    };
    const work = noted(desk, press).then(() => desk.outreach.suppress(suppression));
    const answer = await recorded(desk, press.to, t, work, {
      unanswered: t.suppress.notRecorded,
      ack,
    });
    if (!answer) return;
    desk.log.info('outreach_suppressed', {
      user_id: press.userId,
      code: answer.outcome,
      count: answer.stopped,
    });
    if (answer.outcome === 'not_allowed') return tellLine(desk, press.to, t.command.guest);
    if (answer.outcome !== 'done') {
      const line =
        answer.reason === 'public_suffix'
          ? t.suppress.publicSuffix(value)
          : kind === 'person'
            ? t.suppress.badPerson
            : t.suppress.badDomain(value);
      await desk.tell(press.to, letters(line));
      return;
    }
    const done = t.suppress.done(mention(press.userId), kind);
    const message: Message = {
      text: done,
      blocks: [said(done), quoted(value, VALUE_MAX), small(t.suppress.stopped(answer.stopped))],
    };
    await announce(desk, press.to, message);
  });
}
