/** Buttons and forms of roles, budget and language. */
export const teamActions = {
  giveRole: 'rules_give_role',
  takeRole: 'rules_take_role',
  changeBudget: 'rules_change_budget',
  switchLanguage: 'rules_switch_language',
} as const;

export const ROLE_FORM = 'rules_role';
export const BUDGET_FORM = 'rules_budget';
