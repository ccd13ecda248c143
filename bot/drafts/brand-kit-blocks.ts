import type { KnownBlock } from '@slack/types';
import type { BrandKitProposal, Question, Upload } from '../../ports/content.ts';
import { swatch } from '../brand/swatch.ts';
import { pictureBlock } from '../review/picture-block.ts';
import { bulleted, clip, heading, mention, safeText, said, words } from '../slack/blocks.ts';
import { sayFound } from '../texts/say-found.ts';
import type { Texts } from '../texts/texts.ts';

/**
 * A proposed brand kit: sample slides, its values and what would be hard to read with it.
 *
 * @param people Who must decide is called; who proposed it, by name, is not.
 */
export function brandKitBlocks(
  question: Question,
  { kit, warnings }: BrandKitProposal,
  uploads: Upload[],
  people: { admins: string[]; requester: string },
  texts: Texts,
): KnownBlock[] {
  const t = texts.question;
  const name = clip(kit.name, 100);
  const sample = sampleOf(question);
  const picture = pictureBlock(sample, uploads, t.kitPicture(name));
  const colours = Object.values(kit.colors)
    .map((hex) => `${swatch(hex)} ${hex}`)
    .join('  ');
  const fonts = [...new Set([kit.fonts.heading, kit.fonts.body])].join(', ');
  return [
    heading(t.kit(name)),
    said(t.kitIntro(safeText(people.requester, 100), people.admins.slice(0, 20).map(mention).join(', '))),
    ...(picture ? [picture] : []),
    words(`${clip(kit.handle, 100)} · ${colours} · ${fonts}`),
    ...(warnings.length > 0
      ? [
          said(`*${t.kitWarnings}*`),
          bulleted(warnings.slice(0, 8).map((found) => sayFound(found, texts.findings))),
        ]
      : []),
  ];
}

/** The overview when there is one, else the first sample slide. */
function sampleOf({ artifacts }: Question): Question['artifacts'][number] | undefined {
  return artifacts.find((a) => a.role === 'overview') ?? artifacts.find((a) => a.role === 'page');
}
