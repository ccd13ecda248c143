import { z } from 'zod';

/** What marks a text as a machine's, by the name under which it is told. */
export const tellNames = [
  'dash',
  'contrast',
  'panorama',
  'hook',
  'frame',
  'role',
  'question',
  'rider',
  'vocabulary',
  'connector',
  'closer',
  'authority',
  'triad',
  'bullet',
  'emoji',
  'fragments',
  'european',
  'typography',
  'title_case',
] as const;
export type TellName = (typeof tellNames)[number];

/** One of the sentences of a draft that sound most like a machine's, and by what. */
export const aiSounding = z.object({
  code: z.literal('ai_sounding'),
  params: z.object({ sentence: z.string(), tells: z.array(z.enum(tellNames)) }),
});
export type AiSounding = z.infer<typeof aiSounding>;

/** A sentence whose quotes do not carry it, as a model judged: not at all, or in part. */
export const supportFinding = z.object({
  code: z.enum(['not_supported', 'partly_supported']),
  params: z.object({ sentence: z.string(), reason: z.string() }),
});
export type SupportFinding = z.infer<typeof supportFinding>;

/**
 * What became of a draft's claims: sentences with a quote that stands word for word in its source, which code has
 * checked. Whether the quote carries the sentence was judged by a model.
 */
export const draftSupport = z.object({
  claims: z.number().int(),
  supported: z.number().int(),
  partly: z.number().int(),
  not_supported: z.number().int(),
  /** People's own sentences, word for word: not judged. */
  by_hand: z.number().int(),
});
export type DraftSupport = z.infer<typeof draftSupport>;
