import { isName } from '../composing/weigh-topic.ts';
import type { Piece } from '../reading/read-pieces.ts';
import { countWords, fold, stem, stemsOf, topicStems } from '../reading/words.ts';
import { topicLine } from './topic-line.ts';

const MOST = 8;
const standard =
  /\b(?:ISO|ASTM|RDC|EN|IEC|AAMI|FDA|MDSAP|UDI|CAPA|GUDID|EUDAMED)(?:\s[A-Z]?\d{2,5}(?:-\d{1,2})?(?:[:/]\d{4})?)?\b/g;

/** Three to eight: the brief's own, then the topic's phrases and the standards that the pieces name most. */
export function keywordsFor(
  { brief, brand }: { brief: { topic: string; keywords?: string | null }; brand: { name: string } },
  pieces: Piece[],
): string[] {
  const text = pieces
    .flatMap((p) => [p.heading ?? '', ...p.blocks.flatMap((b) => b.units.map((u) => u.text))])
    .join('\n');
  const held = new Set(stemsOf(text));
  const asked = (brief.keywords ?? '')
    .split(/[,;\n]/)
    .map((k) => k.replace(/\s+/g, ' ').trim())
    .filter((k) => k !== '' && countWords(k) <= 6);
  const names = ranked(text.match(standard) ?? []).filter((n) => /\d/.test(n) || n === 'UDI' || n === 'CAPA');
  const found: string[] = [];
  const add = (keyword: string) => {
    const k = fold(keyword);
    if (
      found.length < MOST &&
      keyword.length > 2 &&
      k !== fold(brand.name) &&
      !found.some((f) => fold(f) === k || k.startsWith(`${fold(f)}:`))
    )
      found.push(keyword);
  };
  for (const keyword of asked) add(keyword);
  const topic = topicStems(brief.topic);
  const titles = [...new Set(pieces.map((p) => p.title))].join('\n');
  const terms = phrases(`${text}\n${titles}\n${brief.topic}\n`, topic);
  for (const phrase of terms.slice(0, 4)) add(phrase);
  for (const name of names.slice(0, 3)) add(name);
  for (const phrase of terms.slice(4, 6)) add(phrase);
  for (const word of brief.topic.match(/\p{L}{6,}/gu) ?? [])
    if (found.length < 3 && held.has(stem(word)) && !verbal.test(fold(word))) add(word.toLowerCase());
  if (found.length < 3) add(topicLine(brief.topic, '').toLowerCase());
  return found.slice(0, MOST);
}

function ranked(words: string[]): string[] {
  const counts = new Map<string, number>();
  for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([w]) => w);
}

const joint = '(?:de|do|da|dos|das|em|of|for|in)';

/** Phrases of two or three words that hold a word of the topic, most frequent first. */
function phrases(text: string, topic: string[]): string[] {
  const pattern = new RegExp(
    `(?=(?<![\\p{L}])(\\p{L}{4,}\\s(?:${joint}\\s)?\\p{L}{4,})(?![\\p{L}-]))`,
    'giu',
  );
  const known = topic.filter((t) => !isName(t));
  const candidates = [...text.matchAll(pattern)]
    .map((m) => (m[1] ?? '').toLowerCase())
    .filter((phrase) => {
      const [first, last] = [phrase.split(' ')[0] ?? '', phrase.split(' ').at(-1) ?? ''];
      const stems = stemsOf(phrase);
      return (
        stems.length === 2 &&
        stemsOf(first).length === 1 &&
        stemsOf(last).length === 1 &&
        stems.some((s) => known.includes(s))
      );
    })
    .filter((phrase) => !verbal.test(fold(phrase)));
  const times = new Map<string, number>();
  for (const c of candidates) times.set(c, (times.get(c) ?? 0) + 1);
  return ranked(candidates).filter((p) => (times.get(p) ?? 0) >= 2);
}

// What a verb, a number word or an adverb joins is no term.
const verbal =
  /\b(?:ser|sao|esta|estao|deve|devem|pode|podem|precisa|exige|pede|trata|limita|define|segue|antes|depois|sobre|quando|cada|outro|outra|apenas|somente|comum|novo|nova|passos|steps|four|quatro|cinco|five|makes|made|must|does|only|before|after|when|each|needs|asks|sets|covers|says|trata|cobre|usa|uses|used|erro|erros|mistake|mistakes|perguntas|questions|aceitar|decidir|esquecer|comprar|combinar|reading|checking|choosing|escolher|empresa|company|compra|compram|vende|fabrica|buy|buys|ask|asks)\b/;
