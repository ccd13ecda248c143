import { z } from 'zod';

export const knowledgeActions = {
  newer: 'knowledge_newer',
  older: 'knowledge_older',
  open: 'knowledge_open',
  /** In the window of a document; Slack wants different ids in one row. */
  pageBefore: 'knowledge_page_before',
  pageAfter: 'knowledge_page_after',
  remove: 'knowledge_remove',
  restore: 'knowledge_restore',
  rulesPrevious: 'knowledge_rules_previous',
  rulesNext: 'knowledge_rules_next',
  editVoice: 'knowledge_edit_voice',
  addRule: 'knowledge_add_rule',
  editRule: 'knowledge_edit_rule',
  history: 'knowledge_history',
  backTo: 'knowledge_back_to',
  changeBrand: 'knowledge_change_brand',
} as const;

export const settings = ['house_rules', 'brand_kit'] as const;
export type Setting = (typeof settings)[number];

/** What buttons carry: where the person is, ids and versions. Neither texts nor authority. */
export const listPlace = z.object({
  offset: z.number().int().min(0),
  matching: z.string().nullable(),
});
export type ListPlace = z.infer<typeof listPlace>;

/** `place` null: the button stood alone, not in a list. */
export const documentRef = z.object({ document: z.string(), place: listPlace.nullable() });
export type DocumentRef = z.infer<typeof documentRef>;

/** A page of a document's text, from 0. */
export const readingPlace = z.object({ document: z.string(), page: z.number().int().min(0) });
export type ReadingPlace = z.infer<typeof readingPlace>;

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
