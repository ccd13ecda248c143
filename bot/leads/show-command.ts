import {
  type Asked,
  noted,
  onPress,
  onRecordingPress,
  readValue,
  tellLine,
  tellOldButton,
} from '../asking/press.ts';
import { answered, recorded } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { clip, letters, type Message } from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import type { Texts } from '../texts/texts.ts';
import { choicesMessage, leadMessage } from './lead-message.ts';
import { verdictRef } from './lead-ref.ts';

/** `/leads show <name, e-mail or address>`: for the person alone. */
export async function showCommand(desk: OutreachDesk, asked: Asked, words: string, t: Texts): Promise<void> {
  const message = await look(desk, asked, clip(words, 300), t);
  if (message) await desk.tell(asked.to, message);
}

/** Show, beside one of several. */
export function showLeadAction(desk: OutreachDesk) {
  return onPress(async (press) => {
    const message = await look(desk, press, press.value, await desk.textsFor(press.teamId));
    if (message) await redraw(desk, press.to, message);
  });
}

/** Merge, Not the same and Split: recorded, and the lead is shown as it is now. */
export function verdictAction(desk: OutreachDesk, verdict: 'same' | 'apart' | 'split') {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(verdictRef, press.value);
    const texts = await desk.textsFor(press.teamId);
    const { leads: t } = texts;
    const common = { team_id: press.teamId, person_id: press.userId };
    const judged =
      verdict === 'split'
        ? ref?.merge === undefined
          ? null
          : { ...common, verdict, merge_id: ref.merge }
        : ref?.other === undefined
          ? null
          : { ...common, verdict, lead_id: ref.lead, other_id: ref.other };
    if (!ref || !judged) return tellOldButton(desk, press, ack);
    const work = noted(desk, press).then(() => desk.outreach.judgeLeads(judged));
    const answer = await recorded(desk, press.to, t, work, { ack });
    if (!answer) return;
    desk.log.info('leads_judged', { user_id: press.userId, code: `${verdict} ${answer.outcome}` });
    if (answer.outcome === 'not_allowed') return tellLine(desk, press.to, t.command.guest);
    if (answer.outcome === 'not_found') return tellLine(desk, press.to, t.show.notThere);
    const message = await look(desk, press, ref.lead, texts);
    if (message) await redraw(desk, press.to, message);
  });
}

/** Undefined: the person was told why not. */
async function look(
  desk: OutreachDesk,
  asked: Asked,
  words: string,
  texts: Texts,
): Promise<Message | undefined> {
  const t: LeadsTexts = texts.leads;
  const work = noted(desk, asked).then(() => desk.outreach.findLead(asked.teamId, asked.userId, words));
  const found = await answered(desk, asked.to, t, work);
  if (!found) return undefined;
  if (found.outcome === 'not_allowed') {
    await tellLine(desk, asked.to, t.command.guest);
    return undefined;
  }
  if (found.lead) return leadMessage(found.lead, texts);
  if (found.choices.length > 0) return choicesMessage(found.choices, words, t);
  return letters(t.show.none(clip(words, 100)));
}
