import { folded } from '../../platform/folded.ts';
import { type EnrichedField, enrichedFields } from '../../ports/content.ts';

/** How people call the fields, in the form of `folded`. */
const called: Record<EnrichedField, RegExp> = {
  website: /^(?:web)?sites?$|^paginas?$/,
  industry: /^(?:setor|setores|segmentos?|ramos?|industr(?:y|ies|ia)|tipos?)$/,
  headcount: /^(?:headcount|employees|funcionarios|colaboradores|tamanhos?|sizes?)$/,
  country: /^(?:pais|paises|countr(?:y|ies))$/,
};
const out = /^(?:sem|tire|retire|remova|exclua|without|drop|remove|omit|leave out|take out|deixe de fora)\s+/;
const back = /^(?:com|devolva|inclua de volta|inclua|volte com|restore|include|put back|bring back|with)\s+/;
const small =
  /^(?:o|a|os|as|e|nem|and|nor|or|the|campo|campos|field|fields|de|of|number|numero|por favor|please)$/;

/** What a note wants of the fields; null: something else, or something besides. Pure. */
export function takeOut(note: string): { out: EnrichedField[]; back: EnrichedField[] } | null {
  const wanted = { out: [] as EnrichedField[], back: [] as EnrichedField[] };
  const clauses = folded(note)
    .split(/[.;!\n]+/)
    .map((clause) => clause.trim().replace(/^(?:por favor|please)[,\s]+/, ''))
    .filter((clause) => clause !== '');
  for (const clause of clauses) {
    const verb = out.exec(clause) ?? back.exec(clause);
    if (!verb) return null;
    const list = out.test(clause) ? wanted.out : wanted.back;
    for (const word of clause.slice(verb[0].length).split(/[\s,/]+/)) {
      if (word === '' || small.test(word)) continue;
      const field = enrichedFields.find((one) => called[one].test(word));
      if (field === undefined) return null;
      list.push(field);
    }
  }
  return wanted.out.length + wanted.back.length > 0 ? wanted : null;
}

/** Whether words of a thread are about the fields at all. Pure. */
export const namesField = (note: string): boolean =>
  folded(note)
    .split(/[^a-z]+/)
    .some((word) => enrichedFields.some((field) => called[field].test(word)));
