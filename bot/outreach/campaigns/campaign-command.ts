import type { BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { within } from '../../../platform/within.ts';
import type { Account, CampaignStarted } from '../../../ports/outreach.ts';
import { CHANNEL, chosenChannel } from '../../asking/channel-input.ts';
import { deadlines } from '../../asking/deadlines.ts';
import { noAnswer, nullIfNoAnswer } from '../../asking/no-answer.ts';
import { openForm } from '../../asking/open-form.ts';
import { type Asked, noted, onForm, placeOf, tellLine } from '../../asking/press.ts';
import { clip } from '../../slack/blocks.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';
import type { OutreachDesk } from '../outreach-desk.ts';
import { leftOutWords } from './campaign-card.ts';
import {
  CAMPAIGN,
  type CampaignForm,
  type Counted,
  campaignModal,
  campaignOrigin,
  emptyForm,
} from './campaign-modal.ts';
import { type FormValues, formOf, readCampaign } from './read-campaign.ts';

export { CAMPAIGN };

/** `/outreach campaign`: the form. */
export async function campaignForm(desk: OutreachDesk, asked: Asked, t: OutreachTexts): Promise<void> {
  const accounts = await look(desk, asked.teamId);
  if (!accounts) return tellLine(desk, asked.to, t.command.notAnswered);
  if (accounts.length === 0) return tellLine(desk, asked.to, t.command.noAccounts);
  await openForm(desk, asked, campaignModal(accounts, placeOf(asked), emptyForm(t.locale), null, t), t);
}

/** Counts the people while the form is filled in; what was typed stays. */
export function countAction(desk: OutreachDesk) {
  return async ({ ack, body }: SlackActionMiddlewareArgs<BlockButtonAction>): Promise<void> => {
    await ack();
    const teamId = body.team?.id ?? '';
    const { outreach: t } = await desk.textsFor(teamId);
    const view = body.view;
    if (!view) return;
    const origin = campaignOrigin.parse(JSON.parse(view.private_metadata));
    // SAFETY: the form's own fields, of the types that FormValues names.
    const form = formOf(view.state.values as FormValues);
    const accounts = await look(desk, teamId);
    const counted = accounts ? await count(desk, teamId, form, t) : { line: t.campaigns.form.notCounted };
    await desk.slack.views
      .update({ view_id: view.id, view: campaignModal(accounts ?? [], origin, form, counted, t) })
      .catch((error: unknown) => desk.log.warn('form_not_updated', { user_id: body.user.id, error }));
  };
}

async function count(
  desk: OutreachDesk,
  teamId: string,
  form: CampaignForm,
  t: OutreachTexts,
): Promise<Counted> {
  const read = readCampaign(form, t);
  if ('errors' in read) return { line: Object.values(read.errors)[0] ?? '' };
  const { filter, steps } = read.read;
  try {
    return {
      audience: await desk.outreach.previewAudience(teamId, { account_id: form.account, filter, steps }),
    };
  } catch (error) {
    if (noAnswer(error)) return { line: t.campaigns.form.notCounted };
    throw error;
  }
}

/** The form was sent: stored, or it stays open with what is wrong under its field. */
export function submitCampaign(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse: refuseWith, teamId, userId, view }) => {
    const { outreach: t } = await desk.textsFor(teamId);
    const f = t.campaigns.form;
    const origin = campaignOrigin.parse(JSON.parse(view.private_metadata));
    const refuse = (field: string, message: string) => refuseWith({ [field]: clip(message, 1000) });
    // SAFETY: the form's own fields, of the types that FormValues names.
    const form = formOf(view.state.values as FormValues);
    const channel_id = origin.channel_id ?? chosenChannel(view.state.values);
    if (channel_id === null) return refuse(CHANNEL, f.channelHint);
    if (form.name === '') return refuse('name', f.errors.name);
    if (form.purpose === '') return refuse('purpose', f.errors.purpose);
    const read = readCampaign(form, t);
    if ('errors' in read) return refuseWith(read.errors);
    const starting = noted(desk, { teamId, userId })
      .then(() =>
        desk.outreach.startCampaign({
          ...read.read,
          team_id: teamId,
          account_id: form.account,
          name: form.name,
          purpose: form.purpose,
          language: form.language === 'en' ? 'en' : 'pt-BR',
          stop_on: form.company_reply ? ['company_reply'] : [],
          person_id: userId,
          channel_id,
          // A form that is sent twice is one form; after a refusal nothing is stored under its key.
          idempotency_key: `${teamId}:${view.id}`,
          response_url: origin.response_url,
        }),
      )
      .catch(nullIfNoAnswer);
    const started = await within(desk.clock, deadlines.form, starting);
    if (!started) return refuse('name', f.errors.notCertain);
    if (started.outcome === 'refused') {
      const { field, message } = refusal(started, t);
      return refuse(field, message);
    }
    await ack();
    desk.log.info('campaign_started', {
      campaign_id: started.campaign.id,
      user_id: userId,
      count: started.campaign.people,
    });
    desk.hints.outbox.wake();
  });
}

/** Why nothing was started, under the field that it is about. */
function refusal(
  { reason, params }: Extract<CampaignStarted, { outcome: 'refused' }>,
  t: OutreachTexts,
): { field: string; message: string } {
  const e = t.campaigns.form.errors;
  switch (reason) {
    case 'empty': {
      const matching = Number(params.matching ?? 0);
      const reasons = (params.left_out ?? {}) as Record<string, number>;
      return {
        field: 'audience',
        message: matching === 0 ? e.empty : e.allLeftOut(matching, leftOutWords(reasons, t)),
      };
    }
    case 'name':
      return { field: 'name', message: e.name };
    case 'name_taken':
      return { field: 'name', message: e.nameTaken };
    case 'purpose':
      return { field: 'purpose', message: e.purpose };
    case 'no_account':
      return { field: 'account', message: e.noAccount };
    case 'not_allowed':
      return { field: 'name', message: e.notAllowed };
    default:
      return {
        field: 'name',
        message: e.other(`${reason}${typeof params.code === 'string' ? ` ${params.code}` : ''}`),
      };
  }
}

/** Null: no answer in time; nothing was changed. */
async function look(desk: OutreachDesk, teamId: string): Promise<Account[] | null> {
  const asked = desk.outreach.listAccounts(teamId).catch(nullIfNoAnswer);
  return (await within(desk.clock, deadlines.firstLook, asked)) ?? null;
}
