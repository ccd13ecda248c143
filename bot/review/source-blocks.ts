import type { KnownBlock } from '@slack/types';
import { bulleted, clip, said, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

const SHOWN = 8;

/** What a draft or an outline rests on; nothing for nothing. */
export function sourceBlocks(sources: { title: string; url: string | null }[], texts: Texts): KnownBlock[] {
  if (sources.length === 0) return [];
  const t = texts.card;
  const items = sources.slice(0, SHOWN).map(({ title, url }) => {
    const text = clip(title, 150);
    return url === null ? text : { text, url };
  });
  return [
    said(`*${t.basedOn}*`),
    bulleted(items),
    ...(sources.length > SHOWN ? [small(t.moreSources(sources.length - SHOWN))] : []),
  ];
}
