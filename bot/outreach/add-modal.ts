import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Account, LeadChoice } from '../../ports/outreach.ts';
import { clip } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { FORM_TEXT_MAX } from './edit-modal.ts';
import { proposable } from './parse-command.ts';
import { textMax } from './text-limits.ts';

export const ADD = 'outreach_add';

export const addOrigin = z.object({ channel_id: z.string(), response_url: z.string().nullable() });
export type AddOrigin = z.infer<typeof addOrigin>;

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
  return {
    type: 'modal',
    callback_id: ADD,
    private_metadata: JSON.stringify(origin),
    title: { type: 'plain_text', text: a.title },
    submit: { type: 'plain_text', text: a.submit },
    close: { type: 'plain_text', text: a.close },
    blocks: [
      {
        type: 'input',
        block_id: 'account',
        label: { type: 'plain_text', text: a.account },
        element: {
          type: 'static_select',
          action_id: 'account',
          options,
          ...(options.length === 1 && options[0] ? { initial_option: options[0] } : {}),
        },
      },
      {
        type: 'input',
        block_id: 'type',
        label: { type: 'plain_text', text: a.type },
        element: {
          type: 'static_select',
          action_id: 'type',
          options: types,
          initial_option: option(a.typeOptions.send_invite, 'send_invite'),
        },
      },
      ...leadPicker(leads, t),
      {
        type: 'input',
        block_id: 'profile',
        optional: leads.length > 0,
        label: { type: 'plain_text', text: a.profile },
        hint: { type: 'plain_text', text: a.profileHint },
        element: {
          type: 'plain_text_input',
          action_id: 'profile',
          max_length: 2000,
          ...(leads.length > 0 ? {} : { focus_on_load: true }),
        },
      },
      {
        type: 'input',
        block_id: 'name',
        optional: true,
        label: { type: 'plain_text', text: a.name },
        hint: { type: 'plain_text', text: a.nameHint },
        element: { type: 'plain_text_input', action_id: 'name', max_length: 120 },
      },
      {
        type: 'input',
        block_id: 'text',
        optional: true,
        label: { type: 'plain_text', text: a.text },
        hint: {
          type: 'plain_text',
          // With several accounts the strictest is named; the form's answer says what holds for the chosen one.
          text: a.textHint(Math.min(...notes, 300), textMax('send_message', 'free')),
        },
        element: {
          type: 'plain_text_input',
          action_id: 'text',
          multiline: true,
          max_length: FORM_TEXT_MAX,
        },
      },
    ],
  };
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
    {
      type: 'input',
      block_id: 'lead',
      optional: true,
      label: { type: 'plain_text', text: t.add.lead },
      element: {
        type: 'static_select',
        action_id: 'lead',
        placeholder: { type: 'plain_text', text: t.add.leadPlaceholder },
        options,
      },
    },
  ];
}

/** Who it is, in the 75 characters that a menu shows. */
function leadLine({ name, title, company, profile_url }: LeadChoice): string {
  const who = name?.trim() || (profile_url.split('/').at(-1) ?? profile_url);
  return [who, title, company && !title?.includes(company) ? company : null].filter(Boolean).join(' · ');
}

function option(text: string, value: string): PlainTextOption {
  return { text: { type: 'plain_text', text: clip(text, 75) }, value };
}
