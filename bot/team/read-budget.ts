import { type CapScope, capScopes, mostTokens, mostUsd } from '../../ports/content.ts';
import { amountIn } from '../asking/amount-in.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { fieldOf } from './budget-modal.ts';

type Values = Record<string, Record<string, { value?: string | null }>>;
interface Cap {
  scope: CapScope;
  usd: number | null;
  tokens: number;
}

/** The caps of a sent form, or what is wrong under which field. A wider cap below a narrower one would never be reached. Pure. */
export function readBudget(
  values: Values,
  t: TeamTexts,
): { caps: Cap[] } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const typed = (field: string) => (values[field]?.amount?.value ?? '').trim();
  const caps = capScopes.map((scope): Cap => {
    const usd = typed(fieldOf('usd', scope));
    const tokens = typed(fieldOf('tokens', scope));
    const amount = usd === '' ? null : amountIn(usd);
    if (amount !== null && !(amount >= 0 && amount <= mostUsd)) {
      errors[fieldOf('usd', scope)] = t.budget.errors.usd;
    }
    const count = /^\d{1,12}$/.test(tokens) ? Number(tokens) : Number.NaN;
    if (!(count >= 1 && count <= mostTokens)) errors[fieldOf('tokens', scope)] = t.budget.errors.tokens;
    return { scope, usd: amount, tokens: count };
  });
  if (Object.keys(errors).length > 0) return { errors };
  caps.slice(1).forEach((cap, i) => {
    const narrower = caps.slice(0, i + 1);
    if (cap.usd !== null && narrower.some((n) => n.usd !== null && n.usd > (cap.usd ?? 0))) {
      errors[fieldOf('usd', cap.scope)] = t.budget.errors.order;
    }
    if (narrower.some((n) => n.tokens > cap.tokens)) {
      errors[fieldOf('tokens', cap.scope)] = t.budget.errors.order;
    }
  });
  return Object.keys(errors).length > 0 ? { errors } : { caps };
}
