import { fold } from '../reading/words.ts';
import type { WriterTask } from '../wire.ts';

/** Whether a text holds a word or claim that the house rules block; as whole words, without case and accents. */
export function breaksRules(text: string, task: Pick<WriterTask, 'rules'>): boolean {
  const words = ` ${(fold(text).match(/[\p{L}\p{N}%]+/gu) ?? []).join(' ')} `;
  return task.rules.rules.some((rule) => {
    if (rule.severity !== 'block' || !rule.kind.startsWith('banned')) return false;
    const pattern = (fold(rule.pattern).match(/[\p{L}\p{N}%]+/gu) ?? []).join(' ');
    return pattern !== '' && words.includes(` ${pattern} `);
  });
}
