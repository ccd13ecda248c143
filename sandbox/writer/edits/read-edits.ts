import { even, masked } from '../reading/even-text.ts';

/** A part as a person names it. */
export type Place =
  /** Slide or section, counted from 1. */
  | { number: number }
  /** By its id, which does not depend on the draft. */
  | { part: string }
  /** The section or slide that is about these words. */
  | { about: string };

/** What this writer does to a text when it is asked: the table of the README. */
export type Edit = { clause: string; places: Place[] } & (
  | { do: 'shorten' | 'shorten_title' | 'other_title' | 'remove' }
  /** Of a report: more on it is to be looked for, or this page to be read for it. */
  | { do: 'deepen' }
  | { do: 'source'; address: string }
  /** The text that a person gives for a title or another field, as it was typed. */
  | { do: 'title'; text: string }
  | { do: 'replace'; from: string; to: string }
  /** `places`: what it comes behind, if that was said. */
  | { do: 'add'; about: string }
  /** `places`: what moves, then what it comes behind or before. */
  | { do: 'move'; where: 'first' | 'last' | 'after' | 'before' }
);

/** In place of a number: the last one there is. */
export const LAST = -1;

const UNIT = `(?:slides?|paginas?|pages?|laminas?|secao|secoes|sections?|topicos?)`;
const TITLE = `(?:titulo|cabecalho|title|headline|heading)`;
const titled = new RegExp(String.raw`\b${TITLE}\b`);
/** "Title: what is typed here". */
const typed = new RegExp(
  String.raw`^(.*?\b(?:${TITLE}|publico|audience|palavras[ -]chave|keywords|angulo|angle|meta[ -]?descricao|meta description)\b[^:=]*)[:=]\s*(.+?)\s*$`,
);
const ADDRESS = /https?:\/\/[^\s<>|"”»]+/;
const QUOTED = /["“«]([^"”»]+)["”»]/g;

const fields: [RegExp, Place][] = [
  [/\b(?:introducao|introduction|intro)\b/g, { part: 'introduction' }],
  [/\b(?:conclusao|conclusion)\b/g, { part: 'conclusion' }],
  [/\b(?:(?:texto do )?post|post text|legenda|caption)\b/g, { part: 'post' }],
  [/\b(?:resumo|sumario|summary)\b/g, { part: 'summary' }],
  [/\b(?:capa|cover)\b/g, { number: 1 }],
  [/\b(?:meta[ -]?descricao|meta description)\b/g, { part: 'meta_description' }],
  [/\b(?:palavras[ -]chave|keywords)\b/g, { part: 'keywords' }],
  [/\b(?:angulo|angle)\b/g, { part: 'angle' }],
  [/\b(?:publico|audience)\b/g, { part: 'audience' }],
];
const ordinals = [
  'primeir[oa]|first',
  'segund[oa]|second',
  'terceir[oa]|third',
  'quart[oa]|fourth',
  'quint[oa]|fifth',
  'sext[oa]|sixth',
];
const numbered = new RegExp(String.raw`\b${UNIT}\s*(\d{1,2})((?:\s*(?:,|e|and)\s*\d{1,2}\b)*)`, 'g');
const aboutBehind = new RegExp(
  String.raw`\b${UNIT}\s+(?:sobre|a respeito d[aeo]|d[aeo]s?|on|about)\s+(?!\d)([^:;]+?)(?=\s+(?:para|pro|to|depois|antes|after|before|mais|is|esta)\b|\s*:|\s*$)`,
);
const aboutBefore = /\b(?:the|a)\s+([\p{L}\d-]+(?:\s[\p{L}\d-]+){0,3})\s+(?:section|slide)\b(?!\s*\d)/u;

const adds = new RegExp(
  String.raw`\b(?:adicion\w+|acrescent\w+|inclu\w+|insir\w+|inserir|crie|add|insert|include|write)\s+(?:mais\s+)?(?:um|uma|an?|another|one more|outr[oa])\s+(?:nov[oa]\s+|new\s+)?${UNIT}\s+(?:sobre|a respeito de|about|on)\s+(.+?)(?:\s+(?:depois d[aeo]|apos [ao]|after)\s+(?:${UNIT}\s*(\d{1,2})|(introducao|introduction)))?\s*$`,
);
const begins =
  /^(?:(?:please|por favor),?\s+)?(?:comec\w+|inici\w+|start|begin|open)\s+(?:com|por|pel[oa]s?|with)\s+(?!favor)(.+?)\s*$/;
const verbs = {
  shorten:
    /\b(?:mais (?:curt|enxut|brev|concis)\w*|menos texto|encurt\w+|resum[aei]\w*|enxug\w+|shorter|shorten|less text|condense|(?:long|comprid)[oa]s? demais|muito (?:long|comprid)[oa]s?|too long)\b/,
  deepen:
    /\b(?:aprofund\w+|detalh[ae]\w*|mais (?:detalhes?|a fundo|fontes?)|outra fonte|(?:go |look )?deeper|look (?:further|again)|more (?:details?|depth|sources?)|another source)\b/,
  source:
    /\b(?:leia|ler|use|usar|veja|considere|inclua|read|see|include|consider|fontes?|sources?|pagina|page|esta|this|tambem|also)\b/,
  other: /\b(?:outr[oa]|another|other|different|diferente)\b/,
  retitle:
    /\b(?:mud[ae]\w*|troqu\w+|trocar|alter\w+|renome\w+|change|rename|retitle|set|use|call|cham[ae]\w*|ponha)\b/,
  replace: /\b(?:troqu\w+|trocar|substitu\w+|mud[ae]\w*|replace|change|swap)\b/,
  move: /\b(?:mov\w+|coloqu\w+|colocar|ponha|pass[ae]r?|lev[ae]r?|traga|bring|put|move)\b/,
  remove:
    /\b(?:remov\w+|tir[ae]r?|retir\w+|apag\w+|exclu\w+|elimin\w+|cort[ae]r?|remove|delete|drop|take out|leave out|cut|sem|without)\b/,
};
const wheres = [
  ['after', /\b(?:depois d[aeo]|apos [ao]|after)\b/],
  ['before', /\b(?:antes d[aeo]|before)\b/],
  [
    'first',
    /\b(?:(?:para|pro|no|ao) (?:o )?(?:inicio|comeco|topo)|em primeiro(?: lugar)?|(?:to|at) the (?:start|beginning|top)|first)\b/,
  ],
  ['last', /\b(?:(?:para|pro|no|ao) (?:o )?(?:fim|final)|por ultimo|(?:to|at) the end|last)\b/],
] as const;

// Words that ask, join or point without saying what is wanted.
const fillers =
  /\b(?:por favor|please|pls|pode(?:ria)?|da (?:pra|para)|can|could|would|you|voce|vc|eu|i|we|quer(?:o|ia)|gostaria|want|like|precisa|need(?:s)?|deve|should|ser|be|deix[ae]\w*|fac[ao]|faz(?:er)?|torn[ae]\w*|make|um pouco|bem|muito|a bit|a little|much|mais|tambem|also|too|agora|now|e|and|mas|but|ok(?:ay)?|sim|yes|greenlight|oi|ola|hi|hello|obrigad[oa]|thanks?|fic(?:ar|ou|a)|esta(?:o)?|it|isso|is|are|[ao]s?|um|uma|an|the|this|that|est[ae]|ess[ae]|d[aeo]s?|n[ao]s?|em|of|in|on|for|para|pra|pro|to|as|como|por|com|with|by|palavra|word|termo|term|texto|text|artigo|article|carrossel|carousel|tudo|everything|all|whole|inteiro)\b/g;

/**
 * Reads one clause as an edit; undefined: it is none, or it says more than the edit. Every word has to be accounted for,
 * so that a wish is never met by half.
 */
export function readEdit(said: string): Edit | undefined {
  const clause = said.replace(/<@[^>]*>|@\w+/g, ' ').trim();
  const text = masked(even(clause)).replace(/[?.!…]+\s*$/, (end) => ' '.repeat(end.length));
  const slice = (found: RegExpExecArray, group: string) => {
    const at = found.index + found[0].lastIndexOf(group);
    return bare(clause.slice(at, at + group.length));
  };

  const added = adds.exec(text);
  if (added?.[1]) {
    const places: Place[] = added[2]
      ? [{ number: Number(added[2]) }]
      : added[3]
        ? [{ part: 'introduction' }]
        : [];
    return { do: 'add', about: slice(added, added[1]), places, clause };
  }
  const begun = begins.exec(text);
  if (begun?.[1]) {
    const { places } = placesIn(begun[1], begun[1]);
    const [place = { about: slice(begun, begun[1]) }] = places;
    return { do: 'move', where: 'first', places: [place], clause };
  }
  const address = ADDRESS.exec(clause)?.[0];
  if (address !== undefined) {
    const said = placesIn(masked(even(clause.replace(address, ' '))), clause.replace(address, ' '));
    return nothingLeft(said.rest, verbs.source, verbs.deepen)
      ? { do: 'source', address, places: said.places, clause }
      : undefined;
  }
  const { places, rest } = placesIn(text, clause);
  const quoted = [...clause.matchAll(QUOTED)].map((m) => m[1]?.trim() ?? '');
  const [one, two] = quoted;
  const left = (...used: RegExp[]) => nothingLeft(rest, ...used);

  if (one && two && quoted.length === 2 && left(verbs.replace))
    return { do: 'replace', from: one, to: two, places, clause };
  const isField = titled.test(rest) || places.some((p) => 'part' in p && fieldIds.has(p.part));
  if (
    one &&
    quoted.length === 1 &&
    (isField || /\b(?:renome|rename)/.test(rest)) &&
    left(titled, verbs.retitle)
  )
    return { do: 'title', text: one, places, clause };
  const given = quoted.length === 0 ? typed.exec(text) : null;
  if (given?.[2] && !verbs.shorten.test(given[2])) {
    const head = placesIn(given[1] ?? '', clause);
    if (nothingLeft(head.rest, titled, verbs.retitle))
      return { do: 'title', text: slice(given, given[2]), places: head.places, clause };
  }
  if (quoted.length > 0) return undefined;
  if (verbs.shorten.test(rest) && left(verbs.shorten, titled))
    return { do: titled.test(rest) ? 'shorten_title' : 'shorten', places, clause };
  if (titled.test(rest) && verbs.other.test(rest) && left(titled, verbs.other, verbs.retitle))
    return { do: 'other_title', places, clause };
  if (verbs.deepen.test(rest) && left(verbs.deepen)) return { do: 'deepen', places, clause };
  if (places.length === 0) return undefined;
  for (const [where, pattern] of wheres) {
    const needs = where === 'after' || where === 'before' ? 2 : 1;
    if (pattern.test(rest) && verbs.move.test(rest) && left(verbs.move, pattern))
      return places.length === needs ? { do: 'move', where, places, clause } : undefined;
  }
  return verbs.remove.test(rest) && left(verbs.remove) ? { do: 'remove', places, clause } : undefined;
}

/** Whether nothing of a text says more than these words do. */
const nothingLeft = (text: string, ...used: RegExp[]): boolean =>
  [...used, fillers]
    .reduce((words, pattern) => words.replace(new RegExp(pattern, 'g'), ' '), text.replace(/"+/g, ' '))
    .replace(/[^\p{L}\p{N}]+/gu, '') === '';

const fieldIds = new Set(['meta_description', 'keywords', 'angle', 'audience']);

/** The places that a text names, in its order, and the text with blanks where they stood. */
function placesIn(text: string, clause: string): { places: Place[]; rest: string } {
  let rest = text;
  const found: { at: number; place: Place }[] = [];
  const take = (at: number, length: number, ...places: Place[]) => {
    for (const place of places) found.push({ at, place });
    rest = rest.slice(0, at) + ' '.repeat(length) + rest.slice(at + length);
  };
  for (const m of text.matchAll(numbered))
    take(m.index, m[0].length, ...(m[0].match(/\d+/g) ?? []).map((n) => ({ number: Number(n) })));
  for (const [at, words] of [...ordinals, 'ultim[oa]|last'].entries()) {
    const m = new RegExp(String.raw`\b(?:${words})\s+${UNIT}\b`).exec(rest);
    if (m) take(m.index, m[0].length, { number: at < ordinals.length ? at + 1 : LAST });
  }
  for (const [pattern, place] of fields)
    for (const m of rest.matchAll(pattern)) take(m.index, m[0].length, place);
  const about = aboutBehind.exec(rest) ?? aboutBefore.exec(rest);
  if (about?.[1]) {
    const at = about.index + about[0].indexOf(about[1]);
    take(about.index, about[0].length, { about: bare(clause.slice(at, at + about[1].length)) });
  }
  return { places: found.sort((a, b) => a.at - b.at).map((f) => f.place), rest };
}

const bare = (text: string): string =>
  text
    .replace(/^(?:os|as|o|a|um|uma|the|an?)\s+/i, '')
    .replace(/^["“«\s]+|["”».!?\s]+$/g, '')
    .trim();

const sentenceEnd = /;\s*|(?<!\b(?:e\.g|ex|i\.e|vs)\.)(?<=[.!?])\s+/g;
const joint = /,\s*(?:(?:e|and|mas|but|then|depois)\s+)?|\s+(?:e|and|mas|but)\s+/g;

/** A message cut into what can be understood alone: sentences, and edits that are joined within one. */
export function clausesOf(message: string): string[] {
  return message
    .normalize('NFC')
    .split(/\n+/)
    .flatMap((line) => {
      const plain = line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '');
      const ends = cuts(plain, sentenceEnd);
      return [0, ...ends.map((c) => c.to)].map((from, i) => plain.slice(from, ends[i]?.at));
    })
    .flatMap(parted)
    .map((clause) => clause.trim())
    .filter((clause) => /[\p{L}\p{N}]|\p{Extended_Pictographic}/u.test(clause));
}

/** A sentence is cut only where what stands before or behind the cut is an edit. */
function parted(sentence: string): string[] {
  if (readEdit(sentence)) return [sentence];
  const halves = cuts(sentence, joint).map(
    ({ at, to }) => [sentence.slice(0, at), sentence.slice(to)] as const,
  );
  const ahead = halves.find(([head]) => readEdit(head));
  if (ahead) return [ahead[0], ...parted(ahead[1])];
  return halves.find(([, tail]) => readEdit(tail))?.slice() ?? [sentence];
}

const cuts = (line: string, pattern: RegExp): { at: number; to: number }[] =>
  [...masked(even(line)).matchAll(pattern)].map((m) => ({ at: m.index, to: m.index + m[0].length }));
