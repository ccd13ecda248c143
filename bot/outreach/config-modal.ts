import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Account, AccountConfig, ActionType } from '../../ports/outreach.ts';
import { field, modal, option } from '../asking/form-parts.ts';
import { actions, button, clip, mention, safeText } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { outreachActions } from './action-ref.ts';

export const CONFIG = 'outreach_config';

export const configOrigin = z.object({
  account_id: z.string(),
  version: z.number().int(),
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});
type ConfigOrigin = z.infer<typeof configOrigin>;

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
const holidayRegions = [
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
  return modal(CONFIG, origin, c, [
    words(c.intro(clip(account.name, 150), account.config_version)),
    ...(account.terms_acknowledged_at === null ? [note(t.terms.needed(mention(account.owner_id)))] : []),
    time('window_start', config.window_start, t),
    time('window_end', config.window_end, t),
    field(
      'time_zone',
      c.fields.time_zone,
      {
        type: 'plain_text_input',
        max_length: 60,
        initial_value: clip(config.time_zone, 60),
      },
      { hint: c.hints.time_zone },
    ),
    workingDays(config, t),
    holidays(config, t),
    ...(['gap_min_minutes', 'gap_max_minutes'] as const).map((field) => wholeNumber(field, config, t)),
    note(c.ceiling),
    ...configTypes.flatMap((type) => ruleInputs(type, config, t)),
    ...(['warm_up_days', 'pending_invites_max', 'withdraw_after_days'] as const).map((field) =>
      wholeNumber(field, config, t),
    ),
    actions('config_preview', button(outreachActions.preview, t.forecast.preview.button, account.id)),
  ]);
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
  const { optional } = f;
  return field(
    f.id,
    f.name,
    {
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: String(f.min),
      max_value: String(f.max),
      ...(f.value === null ? {} : { initial_value: String(f.value) }),
    },
    f.hint === null ? { optional } : { optional, hint: f.hint },
  );
}

function time(id: 'window_start' | 'window_end', value: string, t: OutreachTexts): InputBlock {
  const { fields, hints } = t.config;
  const hint = id === 'window_end' ? { hint: hints.window_end } : {};
  return field(id, fields[id], { type: 'timepicker', initial_time: value }, hint);
}

function workingDays(config: AccountConfig, t: OutreachTexts): InputBlock {
  const options = t.config.days.map((day, i) => option(day, String(i + 1)));
  const chosen = options.filter((o) => config.working_days.includes(Number(o.value)));
  return field('working_days', t.config.fields.working_days, {
    type: 'checkboxes',
    options,
    ...(chosen.length > 0 ? { initial_options: chosen } : {}),
  });
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
  return field('holidays', t.config.fields.holidays, {
    type: 'static_select',
    options,
    ...(chosen ? { initial_option: chosen } : {}),
  });
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

function words(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: `*${safeText(text, 300)}*` } };
}

function note(mrkdwn: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: clip(mrkdwn, 1900) }] };
}
