/** Buttons and forms of roles, budget and language. */
export const teamActions = {
  giveRole: 'rules_give_role',
  takeRole: 'rules_take_role',
  newRule: 'approvers_new_rule',
  newRuleOfTwo: 'approvers_new_rule_of_two',
  changeRule: 'approvers_change_rule',
  ruleGroups: 'approvers_rule_groups',
  ruleHistory: 'approvers_rule_history',
  restoreRule: 'approvers_restore_rule',
  removeRule: 'approvers_remove_rule',
  changeBudget: 'rules_change_budget',
  switchLanguage: 'rules_switch_language',
} as const;

export const ROLE_FORM = 'rules_role';
export const APPROVER_RULE_FORM = 'approvers_rule';
export const BUDGET_FORM = 'rules_budget';
