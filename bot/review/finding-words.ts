import { aiSounding, supportFinding } from '../../ports/content.ts';
import { clip } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** What a person reads of a finding: by its code in the team's language, else as the checks wrote it. Pure. */
export function findingWords(
  found: { code: string; params?: Record<string, unknown> | undefined; message: string },
  texts: Texts,
): string {
  const support = supportFinding.safeParse(found);
  if (support.success) {
    const { sentence, reason } = support.data.params;
    const say = support.data.code === 'not_supported' ? texts.support.not : texts.support.partly;
    return say(clip(sentence, 160), clip(reason, 200));
  }
  const sounding = aiSounding.safeParse(found);
  if (!sounding.success) return clip(texts.finding(found.message), 150);
  const { sentence, tells } = sounding.data.params;
  return texts.aiSounding(clip(sentence, 120), tells.map((tell) => texts.tells[tell]).join(', '));
}
