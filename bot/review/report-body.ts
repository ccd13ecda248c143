import type { KnownBlock } from '@slack/types';
import type { ResearchDraft } from '../../ports/content.ts';
import { bulleted, clip, said, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** What a card shows of a report: its first page, as `picture` where there is one, its summary and its findings. */
export function reportBody(content: ResearchDraft, picture: KnownBlock | null, texts: Texts): KnownBlock[] {
  const t = texts.card;
  const findings = content.findings.slice(0, 15).map(({ heading, id }) => clip(heading || id, 150));
  return [
    ...(picture ? [picture] : []),
    said(`*${t.partNames.summary}*`),
    words(clip(content.summary.markdown, 2500) || '…'),
    ...(findings.length > 0 ? [said(`*${t.sections}*`), bulleted(findings)] : []),
  ];
}
