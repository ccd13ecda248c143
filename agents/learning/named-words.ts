/** Words that a person names: those to go, and those to come in their place; null: nothing does. */
export interface NamedWords {
  before: string;
  after: string | null;
}

/** Quoted words, or up to four that end with the clause. */
const quoted = `["“”„«»'‘’\`]([^"“”„«»\`\\n]{2,60}?)["“”„«»'’\`](?!\\p{L})`;
const bare = `((?:[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*)(?: [\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*){0,3}?)`;
const term = `(?:(?:a palavra|as palavras|o termo|os termos|a express[aã]o|the word|the words|the term|the phrase|o|a|os|as|the)\\s+)?(?:${quoted}|${bare})`;
const end = `(?=\\s*(?:[.,;:!?)\\n]|$|\\s(?:e|and|no|na|nos|nas|in|on|em|do|da|everywhere|sempre|always|por favor|please)\\s|\\s(?:everywhere|sempre|always)\\b))`;

/** In which of the two places each pattern has the words to go. */
const replacements: { pattern: RegExp; order: 'before first' | 'after first' }[] = [
  {
    order: 'before first',
    pattern: pair(
      `(?:troque|trocar|troca|substitua|substituir|substitui|mude|mudar|altere)\\s+${term}\\s+(?:por|para)\\s+${term}${end}`,
    ),
  },
  {
    order: 'before first',
    pattern: pair(`(?:replace|swap|change)\\s+${term}\\s+(?:with|by|for|to)\\s+${term}${end}`),
  },
  {
    order: 'before first',
    pattern: pair(
      `(?:em vez de|ao inv[eé]s de|no lugar de|instead of|rather than)\\s+${term}\\s*,?\\s+(?:use|usar|diga|escreva|prefira|say|write|put|ponha|coloque)\\s+${term}${end}`,
    ),
  },
  { order: 'before first', pattern: pair(`${term}\\s*(?:->|→|=>)\\s*${term}${end}`) },
  {
    order: 'before first',
    pattern: pair(
      `(?:n[aã]o\\s+(?:use|diga|escreva)|don['’]t\\s+(?:say|use|write)|never\\s+(?:say|use|write)|nunca\\s+(?:use|diga|escreva))\\s+${term}\\s*[,;:]?\\s*(?:e\\s+sim|mas(?:\\s+sim)?|but|use|diga|escreva|say|write)\\s+${term}${end}`,
    ),
  },
  {
    order: 'after first',
    pattern: pair(
      `(?:use|usar|diga|escreva|prefira|say|write|prefer|put|ponha|coloque)\\s+${term}\\s*,?\\s+(?:em vez de|ao inv[eé]s de|no lugar de|e\\s+n[aã]o|n[aã]o|nunca|instead of|rather than|and not|not|never)\\s+${term}${end}`,
    ),
  },
];
const removal = pair(
  `(?:n[aã]o\\s+(?:use|usar|diga|escreva|fale|ponha|coloque)|evite|evitar|tire|tirar|tira|remova|remover|retire|corte|nunca\\s+(?:use|diga|escreva)|sem|don['’]t\\s+(?:say|use|write)|do not\\s+(?:say|use|write)|avoid|remove|cut|drop|delete|without|never\\s+(?:say|use|write)|no more)\\s+${term}${end}`,
);

function pair(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}])${source}`, 'giu');
}

/** What a person says about single words: "troque colaboradores por equipe", "say team, not staff", "tire 'inovador'". Pure. */
export function namedWords(said: string): NamedWords[] {
  const found: NamedWords[] = [];
  let rest = said;
  for (const { pattern, order } of replacements) {
    rest = rest.replaceAll(pattern, (_, q1, b1, q2, b2) => {
      const [first, second] = [String(q1 ?? b1).trim(), String(q2 ?? b2).trim()];
      found.push(
        order === 'before first' ? { before: first, after: second } : { before: second, after: first },
      );
      return ' . ';
    });
  }
  for (const [, inQuotes, plain] of rest.matchAll(removal)) {
    found.push({ before: String(inQuotes ?? plain).trim(), after: null });
  }
  return found;
}

/**
 * What else was said: sentences that name words which stand in the text say nothing about its style. "sem superlativos" is
 * one about the style where the text has no such word. Pure.
 */
export function withoutNamed(said: string, stands: (named: NamedWords) => boolean): string {
  return said
    .split(/(?<=[.;!?\n])/u)
    .filter((sentence) => !namedWords(sentence).some((named) => named.after !== null || stands(named)))
    .join(' ');
}
