import type { FindingParams } from '../../../ports/content.ts';
import { clip } from '../../text/clip.ts';
import { type Finding, findingOf } from './finding.ts';
import { partText } from './plain-text.ts';
import type { Written } from './written.ts';

const MARKUP: [RegExp, FindingParams['markup']['what']][] = [
  [/\bhttps?:\/\/|\bwww\./i, 'address'],
  [/<[a-z!/@#][^>]*>/i, 'tag'],
  [/\{\{|\$\{|\[\s*(?:insert|inserir|nome|name|xx+)\b|\blorem ipsum\b/i, 'placeholder'],
  [/\*\*|~~|```/, 'open_markdown'],
];
/** Text that would look broken. Pure. */
export function checkText({ titles, parts }: Pick<Written, 'titles' | 'parts'>): Finding[] {
  const found: Finding[] = [];
  const texts = [
    ...titles,
    ...parts.map((part) => ({ part: part.id, text: `${part.heading}\n${partText(part)}` })),
  ];
  for (const { part, text } of texts) {
    for (const [pattern, what] of MARKUP) {
      const at = text.search(pattern);
      if (at < 0) continue;
      found.push(findingOf(part, 'markup', { what, text: clip(text.slice(at), 60) }, true));
    }
  }
  return found;
}
