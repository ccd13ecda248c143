import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { within } from '../../platform/within.ts';
import type { RetractionOutcome } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { label, modal } from '../asking/form-parts.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { noted, onForm, onPress, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Texts } from '../texts/texts.ts';
import { redrawEvidence } from './evidence-action.ts';
import { type RetractionRef, retractionRef } from './evidence-ref.ts';
import { readReason, reasonField } from './reason-field.ts';

export const RETRACTION = 'retract_claim';

const origin = z.object({ ref: retractionRef, view_id: z.string() });

/** Retract this claim: asks why, in a window over the one of Evidence. */
export function retractAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const ref = readValue(retractionRef, press.value);
    if (!ref || press.modalId === null) return tellOldButton(desk, press);
    const texts = await desk.textsFor(press.teamId);
    const view = retractionModal({ ref, view_id: press.modalId }, texts);
    await desk.slack.views.push({ trigger_id: press.triggerId, view }).catch(async (error: unknown) => {
      desk.log.warn('form_not_opened', { user_id: press.userId, error });
      await tellLine(desk, press.below, texts.changes.command.formNotOpened);
    });
  });
}

function retractionModal(from: z.infer<typeof origin>, texts: Texts): ModalView {
  const t = texts.evidence.retraction;
  return modal(RETRACTION, from, t, [{ type: 'section', text: label(t.intro) }, reasonField(t)]);
}

/** Why was sent: the claim's quotes no longer count, and the window below shows it; else the form says why not. */
export function submitRetraction(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const { ref, view_id } = origin.parse(JSON.parse(view.private_metadata));
    const read = readReason(view.state.values, texts);
    if ('error' in read) return refuse({ reason: read.error });
    const recorded = noted(desk, { teamId, userId }).then(() =>
      retract(desk, ref, teamId, userId, read.reason),
    );
    const outcome = await within(desk.clock, deadlines.form, recorded);
    // Sending it again is safe: what is retracted stays so.
    if (!outcome) return refuse({ reason: texts.changes.errors.notRecorded });
    if (outcome !== 'retracted') return refuse({ reason: refusal(outcome, texts) });
    await ack();
    const below = { user_id: userId, channel_id: null };
    await redrawEvidence(desk, view_id, { teamId, userId, below }, ref, texts);
  });
}

async function retract(
  desk: ContentDesk,
  { job, version, hash, claim }: RetractionRef,
  teamId: string,
  userId: string,
  reason: string,
): Promise<RetractionOutcome['outcome'] | undefined> {
  try {
    const { outcome } = await desk.content.retractClaim({
      team_id: teamId,
      person_id: userId,
      job_id: job,
      version,
      hash,
      claim_id: claim,
      reason,
    });
    desk.log.info('claim_retracted', { job_id: job, version, user_id: userId, code: outcome });
    if (outcome === 'retracted') desk.hints.outbox.wake();
    return outcome;
  } catch (error) {
    if (noAnswer(error)) return undefined;
    throw error;
  }
}

function refusal(outcome: Exclude<RetractionOutcome['outcome'], 'retracted'>, texts: Texts): string {
  const t = texts.evidence.retraction;
  return {
    already: t.already,
    not_allowed: t.notAllowed,
    not_found: t.notFound,
    no_quotes: t.noQuotes,
  }[outcome];
}
