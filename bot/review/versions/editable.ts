import type { DraftContent } from '../../../ports/content.ts';
import type { Texts } from '../../texts/texts.ts';

/** A text of a draft that a person may change, as a form shows it. */
export interface Editable {
  /** Where it stands in the draft's content. */
  path: (string | number)[];
  label: string;
  value: string;
  /**
   * `line`, `text`: without and with room for line ends that mean nothing; `lines`: an entry each; `hashtags`, `keywords`:
   * words apart; `prose`, `markdown`: line ends count.
   */
  kind: 'line' | 'text' | 'prose' | 'lines' | 'hashtags' | 'keywords' | 'markdown';
  mayBeEmpty: boolean;
}

/** What a person chooses to edit: a slide, a part, or what stands beside them. */
export interface Piece {
  id: string;
  label: string;
  editables: Editable[];
}

/** What a slide's own fields are, in the order in which they are read; the database keeps no order. */
const inOrder = [
  ...['kicker', 'title', 'subtitle', 'quote', 'author', 'role', 'body', 'heading', 'value', 'label', 'items'],
  ...['steps', 'numbers', 'bars', 'left', 'right', 'unit', 'source', 'action'],
];
/** Empty on many slides. */
const optional = new Set(['kicker', 'role', 'unit', 'subtitle']);
/** Characters from which a field of one line is too narrow. */
const ONE_LINE = 90;

/** The pieces of a draft in reading order. Pure. */
export function piecesOf(content: DraftContent, texts: Texts): Piece[] {
  const t = texts.versions;
  switch (content.kind) {
    case 'carousel':
      return [
        ...content.slides.map((slide, at) => ({
          id: `slide-${at + 1}`,
          label: `${texts.card.slide(at + 1)}: ${slide.title}`,
          editables: leavesOf(slide, ['slides', at], '', texts),
        })),
        {
          id: 'post',
          label: t.postAndTitle,
          editables: [
            line(['title'], t.fields.deckTitle, content.title),
            { ...line(['post', 'hook'], t.fields.hook, content.post.hook), kind: 'text' },
            { ...line(['post', 'body'], t.fields.postBody, content.post.body), kind: 'prose' },
            {
              ...line(['post', 'hashtags'], t.fields.hashtags, content.post.hashtags.join(' ')),
              ...{ kind: 'hashtags', mayBeEmpty: true },
            },
          ],
        },
      ];
    case 'blog':
      return [
        {
          id: 'titles',
          label: t.titles,
          editables: [
            line(['title'], t.fields.title, content.title),
            {
              ...line(['meta_description'], texts.card.facts.metaDescription, content.meta_description),
              kind: 'text',
            },
            {
              ...line(['keywords'], texts.card.facts.keywords, content.keywords.join(', ')),
              kind: 'keywords',
            },
          ],
        },
        ...content.parts.map((part, at) => partPiece(part, ['parts', at], texts)),
      ];
    case 'incoming_webhook':
      return [
        {
          id: 'answer',
          label: texts.replies.answer,
          editables: [
            {
              ...line(['answer'], texts.replies.answer, content.answer ?? ''),
              kind: 'prose',
              mayBeEmpty: false,
            },
          ],
        },
      ];
    case 'research':
      return [
        { id: 'titles', label: t.fields.title, editables: [line(['title'], t.fields.title, content.title)] },
        partPiece(content.summary, ['summary'], texts),
        ...content.findings.map((part, at) => partPiece(part, ['findings', at], texts)),
      ];
    case 'lead_enrichment':
      // Each value is its page's: people take fields out, and write none.
      return [];
  }
}

function line(path: Editable['path'], label: string, value: string): Editable {
  return { path, label, value, kind: 'line', mayBeEmpty: value === '' };
}

/** The name of a part that has no heading. */
export function partName({ id, heading }: { id: string; heading: string }, texts: Texts): string {
  const names: Record<string, string> = texts.card.partNames;
  return heading.trim() || (names[id] ?? id);
}

function partPiece(
  part: { id: string; heading: string; markdown: string },
  path: Editable['path'],
  texts: Texts,
): Piece {
  const t = texts.versions.fields;
  return {
    id: part.id,
    label: partName(part, texts),
    editables: [
      ...(part.heading === '' ? [] : [line([...path, 'heading'], t.heading, part.heading)]),
      { ...line([...path, 'markdown'], t.markdown, part.markdown), kind: 'markdown' },
    ],
  };
}

/** Every text of a slide; quotes, layout, pictures and values of charts are none. */
function leavesOf(value: object, path: Editable['path'], group: string, texts: Texts): Editable[] {
  const t = texts.versions.fields;
  return Object.entries(value)
    .filter(([key]) => inOrder.includes(key))
    .sort(([a], [b]) => inOrder.indexOf(a) - inOrder.indexOf(b))
    .flatMap(([key, one]): Editable[] => {
      const here = [...path, key];
      const label =
        group === ''
          ? t.slide[key as keyof typeof t.slide]
          : `${group}: ${t.slide[key as keyof typeof t.slide]}`;
      if (typeof one === 'string') {
        const kind = one.length > ONE_LINE || key === 'body' ? 'text' : 'line';
        return [{ ...line(here, label, one), kind, mayBeEmpty: one === '' || optional.has(key) }];
      }
      if (Array.isArray(one) && one.every((entry) => typeof entry === 'string')) {
        return [{ ...line(here, label, one.join('\n')), kind: 'lines' }];
      }
      if (Array.isArray(one)) {
        return one.flatMap((entry, at) => leavesOf(entry, [...here, at], `${label} ${at + 1}`, texts));
      }
      return typeof one === 'object' && one !== null ? leavesOf(one, here, label, texts) : [];
    });
}
