import type { CampaignStep, LeadFilter } from '../../../ports/outreach.ts';
import { typedWords } from '../../asking/plain-words.ts';
import { readFilter } from '../../leads/lead-filter.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';
import type { CampaignForm } from './campaign-modal.ts';

/** The values of a form as Slack sends them. */
export type FormValues = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_option?: { value?: string | undefined } | null | undefined;
      selected_options?: { value?: string | undefined }[] | null | undefined;
    }
  >
>;

/** What a form holds, whether it makes sense or not. Pure. */
export function formOf(values: FormValues): CampaignForm {
  const of = (id: string) => values[id]?.[id];
  const text = (id: string) => typedWords(of(id)?.value ?? '');
  const chosen = (id: string) => of(id)?.selected_option?.value ?? '';
  const isTicked = (id: string) => (of(id)?.selected_options?.length ?? 0) > 0;
  return {
    account: chosen('account'),
    name: text('name').trim(),
    purpose: text('purpose').trim(),
    language: chosen('language'),
    audience: text('audience').trim(),
    visit: isTicked('visit'),
    invitation: chosen('invitation'),
    message: text('message').trim(),
    follow_up: text('follow_up').trim(),
    second_follow_up: text('second_follow_up').trim(),
    company_reply: isTicked('company_reply'),
    per_company: text('per_company').trim(),
    weight: chosen('weight'),
  };
}

interface ReadCampaign {
  filter: LeadFilter;
  steps: CampaignStep[];
  per_company_week: number | null;
  weight: number;
}

/** What the form asks for, or what is wrong, under the field that it is wrong in. Pure. */
export function readCampaign(
  form: CampaignForm,
  t: OutreachTexts,
): { errors: Record<string, string> } | { read: ReadCampaign } {
  const e = t.campaigns.form.errors;
  const errors: Record<string, string> = {};
  const filter = readFilter(form.audience);
  if (filter.kind === 'unknown_field') errors.audience = e.unknownField(filter.word.slice(0, 40));
  if (filter.kind === 'bad_score') errors.audience = e.badScore;
  for (const id of ['message', 'follow_up', 'second_follow_up'] as const)
    if (form[id] !== '' && !isWhole(form[id], 0, 60)) errors[id] = e.wait;
  if (form.message === '' && form.follow_up !== '') errors.follow_up = e.followUpWithoutMessage;
  if (form.follow_up === '' && form.second_follow_up !== '')
    errors.second_follow_up = e.followUpWithoutMessage;
  if (form.per_company !== '' && !isWhole(form.per_company, 1, 50)) errors.per_company = e.perCompany;
  const steps = stepsOf(form);
  if (steps.length === 0) errors.invitation = e.noSteps;
  if (Object.keys(errors).length > 0 || filter.kind !== 'filter') return { errors };
  return {
    read: {
      filter: filter.filter,
      steps,
      per_company_week: form.per_company === '' ? null : Number(form.per_company),
      weight: Number(form.weight) || 1,
    },
  };
}

/** Visit, invitation, message and follow-ups, as far as they are asked for. */
function stepsOf(form: CampaignForm): CampaignStep[] {
  const invites = form.invitation === 'with_note' || form.invitation === 'without_note';
  const message = (wait: string, after: CampaignStep['after']): CampaignStep[] =>
    wait === '' ? [] : [{ kind: 'send_message', with_words: true, after, wait_days: Number(wait) }];
  return [
    ...(form.visit
      ? [{ kind: 'view_profile' as const, with_words: false, after: 'previous_sent' as const, wait_days: 0 }]
      : []),
    ...(invites
      ? [
          {
            kind: 'send_invite' as const,
            with_words: form.invitation === 'with_note',
            after: 'previous_sent' as const,
            wait_days: form.visit ? 1 : 0,
          },
        ]
      : []),
    ...message(form.message, invites ? 'accepted' : 'previous_sent'),
    ...message(form.follow_up, 'previous_sent'),
    ...message(form.second_follow_up, 'previous_sent'),
  ];
}

const isWhole = (text: string, min: number, max: number) =>
  /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max;
