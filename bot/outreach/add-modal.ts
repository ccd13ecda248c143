import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Account, LeadChoice } from '../../ports/outreach.ts';
import { channelInput } from '../asking/channel-input.ts';
import { field, label, modal, option } from '../asking/form-parts.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { FORM_TEXT_MAX } from './edit-modal.ts';
import { proposable } from './parse-command.ts';
import { textMax } from './text-limits.ts';

export const ADD = 'outreach_add';

/** `channel_id` null: the form asks for the channel. */
export const addOrigin = z.object({
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});
type AddOrigin = z.infer<typeof addOrigin>;

/** One action for one person. Block and action ids of a field are the same word. */
export function addModal(
  accounts: Account[],
  leads: LeadChoice[],
  origin: AddOrigin,
  t: OutreachTexts,
): ModalView {
  const a = t.add;
  const options = accounts.slice(0, 100).map((account) => option(account.name || account.id, account.id));
  const types = proposable.map((type) => option(a.typeOptions[type], type));
  const notes = accounts.map((account) => textMax('send_invite', account.tier));
  return modal(ADD, origin, a, [
    ...(origin.channel_id === null ? [channelInput(a.channel, a.channelHint)] : []),
    field('account', a.account, {
      type: 'static_select',
      options,
      ...(options.length === 1 && options[0] ? { initial_option: options[0] } : {}),
    }),
    field('type', a.type, {
      type: 'static_select',
      options: types,
      initial_option: option(a.typeOptions.send_invite, 'send_invite'),
    }),
    ...leadPicker(leads, t),
    field(
      'profile',
      a.profile,
      {
        type: 'plain_text_input',
        max_length: 2000,
        ...(leads.length > 0 ? {} : { focus_on_load: true }),
      },
      { hint: a.profileHint, optional: leads.length > 0 },
    ),
    field(
      'name',
      a.name,
      { type: 'plain_text_input', max_length: 120 },
      { hint: a.nameHint, optional: true },
    ),
    field(
      'text',
      a.text,
      {
        type: 'plain_text_input',
        multiline: true,
        max_length: FORM_TEXT_MAX,
      },
      { hint: a.textHint(Math.min(...notes, 300), textMax('send_message', 'free')), optional: true },
    ),
  ]);
}

/** Slack takes 150 characters of an option's value and 100 options; its menu searches as one types. */
const VALUE_MAX = 150;

function leadPicker(leads: LeadChoice[], t: OutreachTexts): InputBlock[] {
  const options = leads
    .filter((lead) => lead.profile_url.length <= VALUE_MAX)
    .slice(0, 100)
    .map((lead) => option(leadLine(lead), lead.profile_url));
  if (options.length === 0) return [];
  return [
    field(
      'lead',
      t.add.lead,
      {
        type: 'static_select',
        placeholder: label(t.add.leadPlaceholder),
        options,
      },
      { optional: true },
    ),
  ];
}

/** Who it is, in the 75 characters that a menu shows. */
function leadLine({ name, title, company, profile_url }: LeadChoice): string {
  const who = name?.trim() || (profile_url.split('/').at(-1) ?? profile_url);
  return [who, title, company && !title?.includes(company) ? company : null].filter(Boolean).join(' · ');
}
