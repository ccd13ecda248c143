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
