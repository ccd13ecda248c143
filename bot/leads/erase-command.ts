import type { ErasureLook, ErasureReason } from '../../ports/outreach.ts';
import { erasureReasons } from '../../ports/outreach.ts';
import { finishForm } from '../asking/finish-form.ts';
import { nullIfNoAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { type Asked, noted, onForm, onPress, tellLine } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { adminMentions } from '../asking/who-asks.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { bulleted, clip, dateToken, letters, mention, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { eraseModal, eraseOrigin, toErase } from './erase-form.ts';
import { choicesMessage } from './lead-message.ts';
import { leadActions } from './lead-ref.ts';

/** `/leads erase <name, e-mail or address>`: for admins, who see what goes and what stays before anything does. */
export async function eraseCommand(
  desk: OutreachDesk,
  asked: Asked,
  words: string,
  texts: Texts,
): Promise<void> {
  const { erasure: t } = texts;
  const typed = clip(words, 300);
  const work = noted(desk, asked).then(() => desk.outreach.lookAtErasure(asked.teamId, asked.userId, typed));
  const found = await answered(desk, asked.to, t, work);
  if (!found) return;
  const person = toErase(found);
  if (found.outcome === 'found' && person) {
    const { channel_id, response_url = null } = asked.to;
    const origin = { lead_id: person.lead.lead_id, channel_id, response_url };
    return openForm(desk, asked, eraseModal(origin, person, texts), t);
  }
  if (found.outcome === 'several') {
    const button = { id: leadActions.erase, label: t.choose };
    await desk.tell(asked.to, choicesMessage(found.choices, typed, texts.leads, button));
    return;
  }
  if (found.outcome === 'not_allowed')
    return tellLine(desk, asked.to, t.adminsOnly(await adminMentions(desk, asked.teamId, t)));
  if (found.outcome === 'erased') return tellLine(desk, asked.to, alreadyLine(found, texts));
  await desk.tell(asked.to, letters(t.none(clip(words, 100))));
}

function alreadyLine({ erasure }: ErasureLook, { erasure: t, locale }: Texts): string {
  if (!erasure) return t.alreadyByName;
  const by = erasure.by === 'governor' ? t.governor : mention(erasure.by);
  const drafts =
    erasure.content_at === null ? t.contentWaits : t.contentDone(dateToken(erasure.content_at, locale));
  return `${t.already(dateToken(erasure.at, locale), by)} ${drafts}`;
}

/** Erase, beside one of several. */
export function eraseAction(desk: OutreachDesk) {
  return onPress(async (press) => eraseCommand(desk, press, press.value, await desk.textsFor(press.teamId)));
}

/** The form was sent: outreach is erased at once, drafts follow by the hand-over. */
export function submitErase(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const { erasure: t } = texts;
    const { lead_id, channel_id, response_url } = eraseOrigin.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const reason = reasonOf(values.reason?.reason?.selected_option?.value);
    if (reason === null) return refuse({ reason: t.reason });
    if ((values.sure?.sure?.selected_options ?? []).length === 0) return refuse({ sure: t.sure });
    const to = { user_id: userId, channel_id, response_url };
    const work = noted(desk, { teamId, userId })
      .then(() => desk.outreach.eraseLead({ team_id: teamId, person_id: userId, lead_id, reason }))
      .catch(nullIfNoAnswer);
    await finishForm(
      desk,
      { ack, viewId: view.id, to },
      work.then(async (answer) => {
        if (answer === null) return { kind: 'uncertain' as const };
        if (answer.outcome === 'not_allowed' || answer.outcome === 'not_found') {
          const message = answer.outcome === 'not_found' ? t.gone : t.adminsOnlyPlain;
          return { kind: 'refused' as const, field: 'reason', message };
        }
        return { kind: 'started' as const };
      }),
      {
        title: t.title,
        close: t.close,
        working: t.working,
        started: t.started,
        notCertain: t.notCertain,
        typed: [],
      },
    );
    const answer = await work;
    if (answer?.outcome !== 'done' && answer?.outcome !== 'known') return;
    desk.log.info('lead_erased', { user_id: userId, code: answer.outcome });
    desk.hints.outbox.wake();
    if (answer.outcome === 'known' || !answer.counts) return tellLine(desk, to, t.known);
    const done = t.done(answer.counts);
    await desk.tell(to, {
      text: done,
      blocks: [said(done), said(t.staysInSlack), bulleted(t.stays(answer.counts))],
    });
  });
}

function reasonOf(value: string | undefined): ErasureReason | null {
  return erasureReasons.find((reason) => reason === value) ?? null;
}
