import { even, masked, quotedIn } from '../reading/even-text.ts';
import type { Layout } from '../wire.ts';

export type Change =
  | { do: 'title' | 'body' | 'hook'; text: string }
  | { do: 'shorter' | 'direct' }
  /** Say something about these words. */
  | { do: 'mention'; about: string }
  /** Take this phrase out; `emoji` stands for all of them. */
  | { do: 'without'; phrase: string }
  | { do: 'layout'; layout: Layout }
  /** Show a picture of the team's own that these words name; take the one that stands there away. */
  | { do: 'picture'; about: string }
  | { do: 'no_picture' }
  /** Take the slide out; put one in about these words; change places with another. */
  | { do: 'drop' }
  | { do: 'insert'; about: string }
  | { do: 'swap'; with: number }
  /** Something else instead; the words may hint at what. */
  | { do: 'other'; about: string };

export interface Instruction {
  /** 1-based; `last` and `post` as named; null: the deck. */
  slide: number | 'last' | 'post' | null;
  change: Change;
}

/** Reads a person's change note. Simple and literal: what it does not understand becomes `other` with the note's words. */
export function readNote(note: string): Instruction[] {
  const instructions: Instruction[] = [];
  for (const line of note.normalize('NFC').split('\n')) {
    const moved = swap.exec(masked(even(line)));
    if (moved) {
      instructions.push({ slide: Number(moved[1]), change: { do: 'swap', with: Number(moved[2]) } });
      continue;
    }
    let slide: Instruction['slide'] = null;
    for (const clause of clauses(line)) {
      const target = targetOf(clause);
      if (target) slide = target.slide;
      const rest = (target ? clause.slice(0, target.start) + clause.slice(target.end) : clause).replace(
        /^[\s,:–—-]+|[\s,]+$/g,
        '',
      );
      if (rest !== '' || target) instructions.push({ slide, change: changeOf(rest) });
    }
  }
  return instructions;
}

const swap =
  /\b(?:troque|inverta|swap|switch|exchange)\b\D*\b(?:slides?|paginas?|pages?)\s*(\d{1,2})\s*(?:e|com|pelo|por|and|with)\s*(?:o |the )?(?:slide |pagina |page )?(\d{1,2})\b/;
const pages =
  /(?:\b(?:no|na|o|a|do|da|in|on|the)\s+)?\b(?:slide|pagina|page|card|lamina)\s*(?:n[o.º]\s*)?(\d{1,2})\b/;
const named: [RegExp, Instruction['slide']][] = [
  [/(?:\b(?:no|na|o|a|do|da|in|on|the)\s+)?\b(?:capa|cover|primeiro slide|first slide)\b/, 1],
  [
    /(?:\b(?:no|na|o|a|do|da|in|on|the)\s+)?\b(?:ultimo slide|last slide|cta|call to action|chamada final)\b/,
    'last',
  ],
  [/(?:\b(?:no|na|o|a|do|da|in|on|the)\s+)?\b(?:post|legenda|caption|texto do post|post text)\b/, 'post'],
];

function targetOf(clause: string): { slide: Instruction['slide']; start: number; end: number } | undefined {
  const text = masked(even(clause));
  const page = pages.exec(text);
  if (page) return { slide: Number(page[1]), start: page.index, end: page.index + page[0].length };
  for (const [mark, slide] of named) {
    const found = mark.exec(text);
    if (found) return { slide, start: found.index, end: found.index + found[0].length };
  }
  return undefined;
}

function clauses(line: string): string[] {
  const hidden = masked(even(line));
  const cuts = [
    ...hidden.matchAll(
      /;\s*|(?<!\b(?:e\.g|ex|i\.e)\.)(?<=[.!?])\s+|,?\s+(?:e|and)\s+(?=(?:no |na |o |the |on |in )?(?:slide|pagina|page)\s*\d)|\s+(?=(?:slide|pagina|page)\s*\d+\s*:)/g,
    ),
  ];
  const parts: string[] = [];
  let from = 0;
  for (const cut of cuts) {
    parts.push(line.slice(from, cut.index));
    from = cut.index + cut[0].length;
  }
  parts.push(line.slice(from));
  return parts.map((p) => p.trim()).filter((p) => p !== '');
}

const wants = {
  shorter:
    /\b(mais curt\w*|menos texto|menos palavras|encurt\w*|resum\w*|enxut\w*|reduz\w*|shorter|shorten|less text|fewer words|trim|concise|too long|muito long\w|muito texto)\b/,
  direct: /\b(mais diret\w|direto ao ponto|tom direto|more direct|to the point|punchier|mais objetiv\w)\b/,
  mention:
    /\b(?:mencion\w*|cit(?:e|ar)|inclu(?:a|ir)|adicion\w*|acrescent\w*|fal(?:e|ar) (?:de|do|da|sobre)|mention|include|add|talk about|cover|use)\b\s+(.+)$/,
  insert:
    /\b(?:adicion\w*|acrescent\w*|inclu\w*|insir\w*|insert|add)\s+(?:mais\s+)?(?:um|uma|an?|another|one more)\s+(?:nov[oa]\s+|new\s+)?(?:slide|pagina|page)\b\s*(?:sobre|about|on|com|with)?\s*(.*)$/,
  without: /\b(?:remov\w*|tir(?:e|ar)|retir\w*|apag\w*|exclu\w*|remove|delete|drop|without|sem)\b\s+(.+)$/,
  picture: /\b(?:fotos?|fotografia|imagem|imagens|pictures?|photos?|photograph|image)\b/,
  title: /\b(?:titulo|title|headline)\b/,
  hook: /\b(?:hook|gancho)\b/,
  body: /\b(?:texto|corpo|subtitulo|frase|body|text|subtitle|sentence)\b/,
  layout:
    /\b(?:como|em|as|to|into|vir[ea]r?|use|make(?:\s+it)?|layout)\s+(?:uma?\s+|an?\s+)?(lista|list|passos|steps|checklist|grafico|chart|numeros|numbers|citacao|quote|comparacao|comparison)\b/,
};
const layoutNames: Record<string, Layout> = {
  lista: 'list',
  list: 'list',
  passos: 'steps',
  steps: 'steps',
  checklist: 'checklist',
  grafico: 'chart',
  chart: 'chart',
  numeros: 'numbers',
  numbers: 'numbers',
  citacao: 'quote',
  quote: 'quote',
  comparacao: 'comparison',
  comparison: 'comparison',
};

function changeOf(clause: string): Change {
  const text = masked(even(clause));
  const quoted = quotedIn(clause);
  const after = (found: RegExpExecArray) =>
    bare(clause.slice(found.index + found[0].length - (found[1]?.length ?? 0)));
  if (/^(?:remov\w*|tir(?:e|ar)|retir\w*|apag\w*|exclu\w*|remove|delete|drop)[.!]?$/.test(text.trim()))
    return { do: 'drop' };
  if (wants.picture.test(text)) {
    return wants.without.test(text) ? { do: 'no_picture' } : { do: 'picture', about: clause };
  }
  const inserted = wants.insert.exec(text);
  if (inserted) return { do: 'insert', about: after(inserted) };
  const without = wants.without.exec(text);
  if (without) {
    const phrase = quoted ?? after(without);
    return { do: 'without', phrase: /emoji/i.test(phrase) ? 'emoji' : phrase };
  }
  if (wants.hook.test(text) && quoted) return { do: 'hook', text: quoted };
  if (wants.title.test(text)) {
    const plain =
      /\b(?:titulo|title|headline)\b[^:]*?(?::|=|\bpor\b|\bpara\b|\bto\b|\bwith\b|\bcomo\b)\s*(.+)$/.exec(
        text,
      );
    const given = quoted ?? (plain ? after(plain) : undefined);
    if (given) return { do: 'title', text: given };
  }
  if (wants.shorter.test(text)) return { do: 'shorter' };
  if (wants.direct.test(text)) return { do: 'direct' };
  if (quoted) {
    const isBody = wants.body.test(text) || (!wants.title.test(text) && quoted.split(/\s+/).length > 8);
    return { do: isBody ? 'body' : 'title', text: quoted };
  }
  const layout = wants.layout.exec(text)?.[1];
  if (layout && layoutNames[layout]) return { do: 'layout', layout: layoutNames[layout] };
  const mention = wants.mention.exec(text);
  if (mention) return { do: 'mention', about: after(mention) };
  return { do: 'other', about: clause };
}

const bare = (text: string): string =>
  text
    .replace(/^(?:a palavra|the word|os|as|o|a|um|uma|the|any|all|sobre|about)\s+/i, '')
    .replace(/^["“«]|["”».!]+$/g, '')
    .trim();
