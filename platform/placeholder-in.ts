// What keeps a text from being sent to a person, as schema outreach has it (`outreach.placeholder_in`, `outreach.normal_text`):
// a test compares the two on the same texts.
import { readable } from './unseen-characters.ts';

/** What names a field of a person or company in English or Portuguese, as templates write it. */
const FIELD =
  '(?:(?:insert|inserir|insira|add|enter|your|my|the|seu|sua|meu|minha|o|a|do|da|de|of|lead|prospect|contact|contato|recipient|sender|cliente|client|customer|person|pessoa|target)[\\s_.-]*)*' +
  '(?:(?:first|last|full|given|middle|family|sur|user|nick|display|company|contact|lead|sender|product|job|event|primeiro|[uú]ltimo)?[\\s_.-]*names?|[fl]name|(?:primeiro|[uú]ltimo|sobre|seu|pr[eé])?[\\s_.-]*nome(?:[\\s_.-]*(?:completo|d[aoe][\\s_.-]*WORD+|empresa|lead|contato|aqui))?|sobrenome' +
  '|company|organi[sz]ation|employer|empresa|organiza[cç][aã]o|job[\\s_.-]*title|title|headline|position|role|cargo|fun[cç][aã]o|profiss[aã]o|occupation' +
  '|city|cidade|country|pa[ií]s|state|location|localiza[cç][aã]o|industry|ind[uú]stria|sector|setor|segmento|school|university|universidade|product|produto|topic|t[oó]pico|tema|subject|assunto' +
  '|date|link|url|e-?mail|phone|telefone|website|signature|assinatura|skill|mutual[\\s_.-]*connections?|pain[\\s_.-]*point|placeholder|variable|vari[aá]vel|lead|prospect|recipient|destinat[aá]rio|cliente)' +
  '(?:[\\s_.-]*(?:here|aqui|\\d+))?';

const patterns: readonly [pattern: string, flags?: 'i'][] = [
  // {{name}}, {{ }}, {% if %}, ${name}, #{name}, {name}, {Oi|Olá}, {}: braces have no other use in a letter.
  ['\\{\\{[^{}\\n]{0,80}\\}\\}'],
  ['\\{%[^%\\n]{0,80}%\\}'],
  ['[$#]\\{[^{}\\n]{0,80}\\}'],
  ['\\{\\s*(?:[A_][^{}"\\n]{0,60})?\\}'],
  // [[name]], [First Name], [NOME], [], [FIRST_NAME].
  ['\\[\\[[^\\[\\]\\n]{0,80}\\]\\]'],
  ['\\[\\s*(?:FIELD)?\\s*\\]', 'i'],
  ['\\[\\p{Lu}+(?:_\\p{Lu}+)+\\]'],
  // <nome>, <<name>>, <% name %>, «nome», (nome).
  ['<<[^<>\\n]{1,60}>>'],
  ['<%[^%\\n]{1,60}%>'],
  ['<\\s*FIELD\\s*>', 'i'],
  ['[«‹]\\s*FIELD\\s*[»›]', 'i'],
  ['\\(\\s*(?:insert|inserir|insira)\\s[^()\\n]{1,40}\\)', 'i'],
  ['\\(\\s*(?:seu\\s|your\\s)?(?:nome|(?:first|last|full)?\\s?name|primeiro\\snome)\\s*\\)', 'i'],
  // %FIRSTNAME%, %%name%%, "Olá %s", *|FNAME|*, |NAME|, #nome#, $firstName, @nome.
  ['%%?\\p{L}[\\p{L}_ ]{1,39}%%?(?![A])'],
  ['(?<![^\\s(])%[sd](?![A])'],
  ['\\*\\|[^|\\n]{1,40}\\|\\*'],
  ['\\|\\s*FIELD\\s*\\|', 'i'],
  ['#FIELD#', 'i'],
  ['(?<![A])\\$[\\p{L}_][A_]{2,40}'],
  ['@FIELD(?![A.-])', 'i'],
  // __NAME__, "Olá ____,".
  ['_{2,}[A][A_]{0,40}?_{2,}'],
  ['_{3,}'],
  // "Olá ,", "Dear ,", "Prezado(a) ,", "Olá undefined,": a greeting whose name is missing.
  [
    '(?:^|\\n)\\s*(?:ol[aá]|oi+e?|opa|hi|hello|hey|dear|hola|prezad[oa](?:\\(a\\))?|car[oa](?:\\(a\\))?|estimad[oa]|(?:bom\\s+dia|boa\\s+tarde|boa\\s+noite)|good\\s+(?:morning|afternoon|evening))(?:\\s+(?:sr|sra|mr|mrs|ms|dr|dra)\\.?)?\\s+(?:[,!:]|(?:undefined|null|nan|none)(?![A]))',
    'i',
  ],
  ['(?:^|\\n)\\s*(?:dear|prezad[oa](?:\\(a\\))?|car[oa](?:\\(a\\))?|estimad[oa])\\s*,', 'i'],
  ['\\[object Object\\]'],
  // Filler of a template.
  ['lorem\\s+ipsum', 'i'],
  ['(?<![A])(?:TBD|FIXME|TODO:|TKTK)(?![A])'],
  // XXX is a placeholder, but for a thirtieth congress.
  [
    '(?<![A])(?:XX|xx)[Xx]{1,8}(?![A])(?!\\s+(?:Congress|Jornada|Simp[oó]sio|Encontro|Semana|F[oó]rum|Reuni[aã]o|Feira|Pr[eê]mio|Semin[aá]rio|Workshop|Bienal|Confer|Edi[cç]|Curso))',
  ],
  [
    '(?<![A])(?:insert|inserir|insira|coloque|your|seu)\\s(?:\\p{L}+\\s){0,2}(?:name|nome|company|empresa)\\s(?:here|aqui)(?![A])',
    'i',
  ],
];

const placeholders = patterns.map(
  ([pattern, flags = '']) =>
    new RegExp(
      pattern
        .replaceAll('FIELD', FIELD)
        .replaceAll('WORD', '[\\p{L}\\p{N}_]')
        .replaceAll(/\[A\]/g, '[\\p{L}\\p{N}]')
        .replaceAll(/\[A_\]/g, '[\\p{L}\\p{N}_]')
        .replaceAll(/\[A\.-\]/g, '[\\p{L}\\p{N}.-]'),
      `u${flags}`,
    ),
);

/** The first unfilled placeholder of a text; null: none. Ordinary brackets, quotation marks and arrows are left alone. Pure. */
export function placeholderIn(text: string): string | null {
  for (const pattern of placeholders) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found.trim().slice(0, 100);
  }
  return null;
}

/** The words as they would be sent: LF, nothing unseen, no blanks around, NFC. Equality and hashes rely on it. Pure. */
export function normalText(text: string): string {
  return readable(text.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n'))
    .normalize('NFC')
    .trim();
}
