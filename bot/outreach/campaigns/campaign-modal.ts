import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Account, Audience } from '../../../ports/outreach.ts';
import { channelInput } from '../../asking/channel-input.ts';
import { field, modal, option } from '../../asking/form-parts.ts';
import { actions, button, clip, limits, safeText, said } from '../../slack/blocks.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';
import { campaignActions } from './campaign-actions.ts';
import { leftOutWords } from './campaign-card.ts';

export const CAMPAIGN = 'outreach_campaign';

/** `channel_id` null: the form asks for the channel. */
export const campaignOrigin = z.object({
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});
type CampaignOrigin = z.infer<typeof campaignOrigin>;

/** What the form holds, as it was typed and chosen. */
export interface CampaignForm {
  account: string;
  name: string;
  purpose: string;
  language: string;
  audience: string;
  visit: boolean;
  invitation: string;
  message: string;
  follow_up: string;
  second_follow_up: string;
  company_reply: boolean;
  per_company: string;
  weight: string;
}

/** What the form shows of the people: a count, or what is wrong with the filter. */
export type Counted = { audience: Audience } | { line: string };

export const invitations = ['with_note', 'without_note', 'none'] as const;
const MOST_WAIT = 60;
const MOST_OF_A_COMPANY = 50;

/** Block and action ids of a field are the same word; what was typed is in it again after a count. */
export function campaignModal(
  accounts: Account[],
  origin: CampaignOrigin,
  given: CampaignForm,
  counted: Counted | null,
  t: OutreachTexts,
): ModalView {
  const f = t.campaigns.form;
  const accountOptions = accounts.slice(0, 100).map((a) => option(a.name || a.id, a.id));
  const languages = (['pt-BR', 'en'] as const).map((l) => option(f.languages[l], l));
  const inviting = invitations.map((kind) => option(f.invitations[kind], kind));
  const weights = ['1', '2', '3', '4', '5'].map((n) => option(n, n));
  const number = (
    id: 'message' | 'follow_up' | 'second_follow_up' | 'per_company',
    name: string,
    hint: string,
    min: number,
    max: number,
  ) =>
    field(
      id,
      name,
      {
        type: 'number_input',
        is_decimal_allowed: false,
        min_value: String(min),
        max_value: String(max),
        ...(given[id] === '' ? {} : { initial_value: given[id] }),
      },
      { hint, optional: true },
    );
  const ticked = (id: 'visit' | 'company_reply', name: string, words: string, hint: string) =>
    field(
      id,
      name,
      {
        type: 'checkboxes',
        options: [option(words, id)],
        ...(given[id] ? { initial_options: [option(words, id)] } : {}),
      },
      { hint, optional: true },
    );
  return modal(CAMPAIGN, origin, f, [
    ...(origin.channel_id === null ? [channelInput(f.channel, f.channelHint)] : []),
    field('account', f.account, {
      type: 'static_select',
      options: accountOptions,
      ...initial(
        accountOptions,
        given.account || (accountOptions.length === 1 ? (accountOptions[0]?.value ?? '') : ''),
      ),
    }),
    field(
      'name',
      f.name,
      { type: 'plain_text_input', max_length: 80, ...typed(given.name) },
      { hint: f.nameHint },
    ),
    field(
      'purpose',
      f.purpose,
      { type: 'plain_text_input', multiline: true, max_length: 2000, ...typed(given.purpose) },
      { hint: f.purposeHint },
    ),
    field(
      'language',
      f.language,
      { type: 'static_select', options: languages, ...initial(languages, given.language) },
      { hint: f.languageHint },
    ),
    field(
      'audience',
      f.audience,
      { type: 'plain_text_input', max_length: 300, ...typed(given.audience) },
      { hint: f.audienceHint, optional: true },
    ),
    said(countedLines(counted, t)),
    actions('count', button(campaignActions.count, f.count, 'count')),
    ticked('visit', f.steps, f.visit, f.visitHint),
    field('invitation', f.invitation, {
      type: 'static_select',
      options: inviting,
      ...initial(inviting, given.invitation),
    }),
    number('message', f.message, f.messageHint, 0, MOST_WAIT),
    number('follow_up', f.followUp, f.waitHint, 1, MOST_WAIT),
    number('second_follow_up', f.secondFollowUp, f.waitHint, 1, MOST_WAIT),
    ticked('company_reply', f.stop, f.companyReply, f.stopHint),
    number('per_company', f.perCompany, f.perCompanyHint, 1, MOST_OF_A_COMPANY),
    field(
      'weight',
      f.weight,
      { type: 'static_select', options: weights, ...initial(weights, given.weight) },
      { hint: f.weightHint },
    ),
  ]);
}

function countedLines(counted: Counted | null, t: OutreachTexts): string {
  const f = t.campaigns.form;
  if (counted === null) return f.counting;
  if ('line' in counted) return safeText(counted.line, 500);
  const { chosen, matching, left_out, first } = counted.audience;
  const names = first.flatMap((name) => (name?.trim() ? [safeText(clip(name.trim(), 60), 80)] : []));
  const lines = [
    f.counted(chosen, matching),
    ...(names.length > 0 ? [f.first(names.join(', '))] : []),
    ...(Object.keys(left_out).length > 0 ? [f.leftOut(leftOutWords(left_out, t))] : []),
  ];
  return clip(lines.join('\n'), limits.section);
}

const typed = (value: string) => (value === '' ? {} : { initial_value: value });

function initial(options: ReturnType<typeof option>[], value: string) {
  const chosen = options.find((o) => o.value === value);
  return chosen ? { initial_option: chosen } : {};
}

export function emptyForm(locale: OutreachTexts['locale']): CampaignForm {
  return {
    account: '',
    name: '',
    purpose: '',
    language: locale,
    audience: '',
    visit: true,
    invitation: 'with_note',
    message: '1',
    follow_up: '5',
    second_follow_up: '',
    company_reply: false,
    per_company: '2',
    weight: '1',
  };
}
