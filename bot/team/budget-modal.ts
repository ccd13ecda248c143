import type { InputBlock, ModalView } from '@slack/types';
import { type BudgetLine, type CapScope, mostTokens, mostUsd } from '../../ports/content.ts';
import { label, modal } from '../asking/form-parts.ts';
import { plain } from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import type { FormOrigin } from './role-modal.ts';
import { BUDGET_FORM } from './team-actions.ts';

/** Two fields a cap; their ids are `usd_job`, `tokens_job` and so on. */
export function budgetModal(origin: FormOrigin, lines: BudgetLine[], t: TeamTexts): ModalView {
  const w = t.budget.form;
  return modal(BUDGET_FORM, origin, w, [
    plain(w.intro),
    ...lines.flatMap(({ scope, usd, tokens }): InputBlock[] => [
      {
        type: 'input',
        block_id: fieldOf('usd', scope),
        optional: true,
        label: label(w.usd(t.budget.caps[scope])),
        hint: label(w.usdHint),
        element: {
          type: 'number_input',
          action_id: 'amount',
          is_decimal_allowed: true,
          min_value: '0',
          max_value: String(mostUsd),
          ...(usd === null ? {} : { initial_value: String(usd) }),
        },
      },
      {
        type: 'input',
        block_id: fieldOf('tokens', scope),
        label: label(w.tokens(t.budget.caps[scope])),
        element: {
          type: 'number_input',
          action_id: 'amount',
          is_decimal_allowed: false,
          min_value: '1',
          max_value: String(mostTokens),
          initial_value: String(tokens),
        },
      },
    ]),
  ]);
}

export function fieldOf(unit: 'usd' | 'tokens', scope: CapScope): string {
  return `${unit}_${scope}`;
}
