import { z } from 'zod';

/** Buttons of house rules, and of the versions of what a team has set. */
export const settingActions = {
  rulesPrevious: 'knowledge_rules_previous',
  rulesNext: 'knowledge_rules_next',
  editVoice: 'knowledge_edit_voice',
  addRule: 'knowledge_add_rule',
  editRule: 'knowledge_edit_rule',
  changeBrand: 'knowledge_change_brand',
  history: 'knowledge_history',
  backTo: 'knowledge_back_to',
} as const;

/** What a team sets, version by version. */
const settings = ['house_rules', 'brand_kit'] as const;
export type Setting = (typeof settings)[number];

/** What buttons carry: where the person is, ids and versions. Neither texts nor authority. */
export const rulesPlace = z.object({ offset: z.number().int().min(0) });
export const ruleRef = z.object({ rule: z.string(), offset: z.number().int().min(0) });
export const historyRef = z.object({ setting: z.enum(settings) });
export const versionRef = z.object({
  setting: z.enum(settings),
  version: z.number().int(),
  /** In force when the button was drawn. */
  base: z.number().int(),
});
export type VersionRef = z.infer<typeof versionRef>;
