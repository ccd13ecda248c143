import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Account, AccountConfig, ActionType } from '../../ports/outreach.ts';
import { clip, mention, safeText } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';

export const CONFIG = 'outreach_config';

export const configOrigin = z.object({
  account_id: z.string(),
  version: z.number().int(),
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});
export type ConfigOrigin = z.infer<typeof configOrigin>;

/** In the order of the form; a withdrawal is a write to LinkedIn like the others. */
export const configTypes: ActionType[] = ['send_invite', 'send_message', 'view_profile', 'withdraw_invite'];
export const ruleParts = ['daily_min', 'daily_max', 'rolling_7d_max'] as const;

/** Whole numbers of the account, as a form may hold them; the database accepts less and says why. */
export const numberFields = {
  gap_min_minutes: { min: 1, max: 720, optional: false },
  gap_max_minutes: { min: 1, max: 1440, optional: false },
  warm_up_days: { min: 0, max: 90, optional: false },
  pending_invites_max: { min: 0, max: 1000, optional: false },
  withdraw_after_days: { min: 7, max: 180, optional: true },
} as const;
export type NumberField = keyof typeof numberFields;

/** Countries and regions on offer; a region that an account has already is added. Names are made by `Intl`. */
export const holidayRegions = [
  'BR',
  'BR-SP',
  'BR-RJ',
  'BR-MG',
  'BR-RS',
  'BR-PR',
  'BR-SC',
  'US',
  'CA',
  'MX',
  'AR',
  'CL',
  'CO',
  'DE',
  'DE-BY',
  'AT',
  'CH',
  'PT',
  'ES',
  'FR',
  'IT',
  'GB',
  'IE',
  'NL',
  'BE',
  'SE',
  'PL',
] as const;
export const NO_HOLIDAYS = 'none';

/** Everything that admins tune for one account; block and action id of a field are the same word. */
export function configModal(account: Account, origin: ConfigOrigin, t: OutreachTexts): ModalView {
  const c = t.config;
  const { config } = account;
  return {
    type: 'modal',
    callback_id: CONFIG,
    private_metadata: JSON.stringify(origin),
    title: { type: 'plain_text', text: c.title },
    submit: { type: 'plain_text', text: c.submit },
    close: { type: 'plain_text', text: c.close },
    blocks: [
      words(c.intro(clip(account.name, 150), account.config_version)),
      ...(account.terms_acknowledged_at === null ? [note(t.terms.needed(mention(account.owner_id)))] : []),
      time('window_start', config.window_start, t),
      time('window_end', config.window_end, t),
      {
        type: 'input',
        block_id: 'time_zone',
        label: label(c.fields.time_zone),
        hint: label(c.hints.time_zone),
        element: {
          type: 'plain_text_input',
          action_id: 'time_zone',
          max_length: 60,
          initial_value: clip(config.time_zone, 60),
        },
      },
      workingDays(config, t),
      holidays(config, t),
      ...(['gap_min_minutes', 'gap_max_minutes'] as const).map((field) => wholeNumber(field, config, t)),
      note(c.ceiling),
      ...configTypes.flatMap((type) => ruleInputs(type, config, t)),
      ...(['warm_up_days', 'pending_invites_max', 'withdraw_after_days'] as const).map((field) =>
        wholeNumber(field, config, t),
      ),
    ],
  };
}

function ruleInputs(type: ActionType, config: AccountConfig, t: OutreachTexts): KnownBlock[] {
  const rule = config.rules.find((r) => r.type === type);
  return [
    { type: 'divider' },
    ...ruleParts.map((part) =>
      numberInput({
        id: `${type}.${part}`,
        name: `${t.typesPlural[type]} ${t.config.fields[part]}`,
        hint: part === 'rolling_7d_max' ? t.config.hints.rolling_7d_max : null,
        min: 0,
        max: part === 'rolling_7d_max' ? 1000 : 200,
        optional: part === 'rolling_7d_max',
        value: rule ? rule[part] : part === 'rolling_7d_max' ? null : 0,
      }),
    ),
  ];
}

function wholeNumber(field: NumberField, config: AccountConfig, t: OutreachTexts): InputBlock {
  const hints: Record<string, string> = t.config.hints;
  return numberInput({
    id: field,
    name: t.config.fields[field],
    hint: hints[field] ?? null,
    value: config[field],
    ...numberFields[field],
  });
}

function numberInput(f: {
  id: string;
  name: string;
  hint: string | null;
  min: number;
  max: number;
  optional: boolean;
  value: number | null;
}): InputBlock {
  return {
    type: 'input',
    block_id: f.id,
    optional: f.optional,
    label: label(f.name),
    ...(f.hint === null ? {} : { hint: label(f.hint) }),
    element: {
      type: 'number_input',
      action_id: f.id,
      is_decimal_allowed: false,
      min_value: String(f.min),
      max_value: String(f.max),
      ...(f.value === null ? {} : { initial_value: String(f.value) }),
    },
  };
}

function time(field: 'window_start' | 'window_end', value: string, t: OutreachTexts): InputBlock {
  return {
    type: 'input',
    block_id: field,
    label: label(t.config.fields[field]),
    ...(field === 'window_end' ? { hint: label(t.config.hints.window_end) } : {}),
    element: { type: 'timepicker', action_id: field, initial_time: value },
  };
}

function workingDays(config: AccountConfig, t: OutreachTexts): InputBlock {
  const options = t.config.days.map((day, i) => option(day, String(i + 1)));
  const chosen = options.filter((o) => config.working_days.includes(Number(o.value)));
  return {
    type: 'input',
    block_id: 'working_days',
    // Nothing ticked must reach the handler, which says in words what is missing.
    optional: true,
    label: label(t.config.fields.working_days),
    element: {
      type: 'checkboxes',
      action_id: 'working_days',
      options,
      ...(chosen.length > 0 ? { initial_options: chosen } : {}),
    },
  };
}

function holidays(config: AccountConfig, t: OutreachTexts): InputBlock {
  const known: readonly string[] = holidayRegions;
  const regions =
    config.holidays === null || known.includes(config.holidays) ? known : [config.holidays, ...known];
  const options = [
    option(t.config.holidays.none, NO_HOLIDAYS),
    ...regions.map((region) => option(regionName(region, t), region)),
  ];
  const chosen = options.find((o) => o.value === (config.holidays ?? NO_HOLIDAYS));
  return {
    type: 'input',
    block_id: 'holidays',
    label: label(t.config.fields.holidays),
    element: {
      type: 'static_select',
      action_id: 'holidays',
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}

function regionName(region: string, t: OutreachTexts): string {
  const [country = region, state] = region.split('-');
  try {
    const name = new Intl.DisplayNames([t.locale], { type: 'region' }).of(country) ?? country;
    return t.config.holidays.country(name, state ? region : null);
  } catch {
    return region;
  }
}

function option(text: string, value: string): PlainTextOption {
  return { text: { type: 'plain_text', text: clip(text, 75) }, value };
}

function label(text: string) {
  return { type: 'plain_text' as const, text };
}

function words(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: `*${safeText(text, 300)}*` } };
}

function note(mrkdwn: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: clip(mrkdwn, 1900) }] };
}
