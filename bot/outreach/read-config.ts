import type { AccountConfig, TypeRule } from '../../ports/outreach.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { configTypes, NO_HOLIDAYS, type NumberField, numberFields, ruleParts } from './config-modal.ts';

/** What Slack sends of a submitted form; only the parts that are read. */
export type ConfigValues = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_time?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
      selected_options?: { value: string }[] | undefined;
    }
  >
>;

/** The configuration, or what is no number, by block. Slack checks too, but not every client does. */
export function readConfig(
  values: ConfigValues,
  t: OutreachTexts,
): { config: AccountConfig } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const field = (id: string) => values[id]?.[id];
  const whole = (id: string, limit: { min: number; max: number; optional: boolean }): number | null => {
    const said = (field(id)?.value ?? '').trim();
    if (said === '' && limit.optional) return null;
    const n = Number(said);
    if (/^\d{1,6}$/.test(said) && n >= limit.min && n <= limit.max) return n;
    errors[id] = t.config.problems.number(limit.min, limit.max);
    return null;
  };
  const required = (id: NumberField) => whole(id, numberFields[id]) ?? 0;

  const rules = configTypes.map((type): TypeRule => {
    const [min, max, week] = ruleParts.map((part) =>
      part === 'rolling_7d_max'
        ? whole(`${type}.${part}`, { min: 0, max: 1000, optional: true })
        : whole(`${type}.${part}`, { min: 0, max: 200, optional: false }),
    );
    return { type, daily_min: min ?? 0, daily_max: max ?? 0, rolling_7d_max: week ?? null };
  });
  const region = field('holidays')?.selected_option?.value ?? NO_HOLIDAYS;
  const config: AccountConfig = {
    time_zone: (field('time_zone')?.value ?? '').trim(),
    window_start: field('window_start')?.selected_time ?? '',
    window_end: field('window_end')?.selected_time ?? '',
    working_days: (field('working_days')?.selected_options ?? [])
      .map((option) => Number(option.value))
      .sort((a, b) => a - b),
    holidays: region === NO_HOLIDAYS ? null : region,
    gap_min_minutes: required('gap_min_minutes'),
    gap_max_minutes: required('gap_max_minutes'),
    warm_up_days: required('warm_up_days'),
    pending_invites_max: required('pending_invites_max'),
    withdraw_after_days: whole('withdraw_after_days', numberFields.withdraw_after_days),
    rules,
  };
  return Object.keys(errors).length > 0 ? { errors } : { config };
}
