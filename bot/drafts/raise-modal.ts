import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type BudgetStop, type CapUnit, mostTokens, mostUsd } from '../../ports/content.ts';
import { amountIn } from '../asking/amount-in.ts';
import { field, modal } from '../asking/form-parts.ts';
import { plain } from '../slack/blocks.ts';
import { amountOf } from '../texts/amounts.ts';
import type { StopsTexts } from '../texts/en/stops.ts';
import type { Texts } from '../texts/texts.ts';
import { stopRef } from './budget-stop-message.ts';
import type { FormValues } from './read-form.ts';

export const RAISE = 'budget_raise';

export const raiseOrigin = z.object({
  ref: stopRef,
  /** Of the cap that was reached: its amount is the one that has to be given. */
  unit: z.enum(['usd', 'tokens']),
  channel_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
});

/** Asks by how much; what the next call lacks stands above, and half of the cap is proposed. */
export function raiseModal(
  origin: z.infer<typeof raiseOrigin>,
  stop: BudgetStop,
  { stops: t }: Texts,
): ModalView {
  const units: CapUnit[] = stop.caps_money ? ['usd', 'tokens'] : ['tokens'];
  return modal(RAISE, origin, t.form, [
    plain(t.form.intro(t.caps[stop.scope], t.spans[stop.scope], amountOf(stop.unit, stop.missing, t))),
    ...units.map((unit) =>
      field(
        fieldOfUnit(unit),
        t.form[unit],
        {
          type: 'number_input',
          is_decimal_allowed: unit === 'usd',
          min_value: unit === 'usd' ? '0' : '1',
          max_value: String(unit === 'usd' ? mostUsd : mostTokens),
          ...(unit === stop.unit ? { initial_value: String(proposed(stop)) } : {}),
        },
        { optional: unit !== stop.unit },
      ),
    ),
  ]);
}

/** Half of the cap, or what is missing where that is more: in round figures, upwards. */
function proposed({ unit, cap, missing }: BudgetStop): number {
  const least = Math.max(missing, cap / 2, unit === 'usd' ? 0.01 : 1);
  const step = 10 ** (Math.floor(Math.log10(least)) - 1);
  const round = Math.ceil(least / step) * step;
  return unit === 'usd' ? Number(Math.max(round, missing).toFixed(6)) : Math.ceil(round);
}

export const fieldOfUnit = (unit: CapUnit): string => `raise_${unit}`;

/** The amounts of a sent form, or what is wrong under which field. Pure. */
export function readRaise(
  values: FormValues,
  reached: CapUnit,
  { form: t }: StopsTexts,
): { amount: { usd: number | null; tokens: number | null } } | { errors: Record<string, string> } {
  const typed = (unit: CapUnit) => {
    const name = fieldOfUnit(unit);
    return (values[name]?.[name]?.value ?? '').trim();
  };
  const money = typed('usd');
  const tokens = typed('tokens');
  const usd = money === '' ? null : amountIn(money);
  const count = tokens === '' ? null : /^\d{1,12}$/.test(tokens) ? Number(tokens) : Number.NaN;
  const errors: Record<string, string> = {};
  if (usd === null ? reached === 'usd' : !(usd > 0 && usd <= mostUsd))
    errors[fieldOfUnit('usd')] = t.errors.usd;
  if (count === null ? reached === 'tokens' : !(count >= 1 && count <= mostTokens))
    errors[fieldOfUnit('tokens')] = t.errors.tokens;
  return Object.keys(errors).length > 0 ? { errors } : { amount: { usd, tokens: count } };
}
