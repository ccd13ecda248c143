import type { KnownBlock } from '@slack/types';
import { type AccountConfig, actionTypes, type ConfigSaved } from '../../ports/outreach.ts';
import { bulleted, clip } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';

type Problem = ConfigSaved['problems'][number];

/** `rules.send_invite.daily_max`: the type and what of it; null for fields of the account. */
function ruleField(field: string): { type: string; what: string } | null {
  const [head, type = '', what = ''] = field.split('.');
  return head === 'rules' && type !== '' ? { type, what } : null;
}

/** A field's name as the form shows it. */
function fieldLabel(field: string, t: OutreachTexts): string {
  const labels: Record<string, string> = t.config.fields;
  const rule = ruleField(field);
  if (rule) {
    const types: Record<string, string> = t.typesPlural;
    return clip(`${types[rule.type] ?? rule.type} ${labels[rule.what] ?? rule.what}`, 120);
  }
  return labels[field] ?? clip(field, 60);
}

/** What is wrong with a configuration, with the arithmetic. Plain text: errors of a form read no markup. */
function problemText(problem: Problem, config: AccountConfig, t: OutreachTexts): string {
  const p = problem.params;
  const number = (name: string) => Number(p[name] ?? 0);
  const words = t.config.problems;
  switch (problem.code) {
    case 'unknown_zone':
      return words.unknownZone(clip(String(p.value ?? ''), 60));
    case 'min_over_max':
      return problem.field.startsWith('gap')
        ? words.gapMinAboveMax(number('min'), number('max'))
        : words.minAboveMax(number('min'), number('max'));
    case 'no_working_days':
      return words.noWorkingDay;
    case 'zero_window':
      return words.emptyWindow;
    case 'bad_time':
      return words.badTime(clip(String(p.value ?? ''), 20));
    case 'gap_too_short':
      return words.gapTooShort(number('min'));
    case 'above_provider':
      return words.aboveProvider(number('max'));
    case 'unknown_field':
      return words.unknownField(clip(problem.field, 60));
    case 'unknown_region':
      return words.unknownHolidays(clip(String(p.value ?? ''), 20));
    case 'out_of_range':
      return words.number(number('min'), number('max'));
    case 'minima_do_not_fit':
      return words.minimaDoNotFit({
        start: config.window_start,
        end: config.window_end,
        minutes: number('window_minutes'),
        gap: number('gap_min_minutes'),
        fit: number('at_most'),
        sum: number('wanted_min'),
      });
    default:
      return words.other(problem.code, clip(JSON.stringify(p), 150));
  }
}

/**
 * Each problem under a field of the form. What is about all minima together stands under the largest of them, as that
 * is the one to lower.
 */
export function problemsByBlock(
  problems: Problem[],
  config: AccountConfig,
  t: OutreachTexts,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const problem of problems) {
    const rule = ruleField(problem.field);
    const block = rule
      ? `${rule.type}.${rule.what || 'daily_min'}`
      : problem.field === 'rules'
        ? `${largestMinimum(config)}.daily_min`
        : problem.field;
    const text = problemText(problem, config, t);
    errors[block] = errors[block] ? `${errors[block]} ${text}` : text;
  }
  return errors;
}

function largestMinimum(config: AccountConfig): string {
  const [largest] = config.rules.toSorted((a, b) => b.daily_min - a.daily_min);
  return largest?.type ?? actionTypes[0];
}

/** Old → new, field by field; words of people stay letters. */
export function changeLines(
  changes: { field: string; old?: unknown; new?: unknown }[],
  t: OutreachTexts,
): KnownBlock[] {
  if (changes.length === 0) return [];
  const lines = changes
    .slice(0, 30)
    .map((c) => t.config.oldNew(fieldLabel(c.field, t), shown(c.field, c.old, t), shown(c.field, c.new, t)));
  return [bulleted(lines)];
}

function shown(field: string, value: unknown, t: OutreachTexts): string {
  if (value === null || value === undefined) return t.config.none;
  if (field === 'working_days' && Array.isArray(value)) {
    return value.map((day) => t.config.days[Number(day) - 1] ?? String(day)).join(', ');
  }
  return clip(typeof value === 'object' ? JSON.stringify(value) : String(value), 100);
}
