import type { HouseRules, Language } from '../../ports/content.ts';

/** A version of a job's text: by hand, or made by an agent of what a person said. */
interface Step {
  job: number;
  before: string;
  after: string;
  said?: string;
}
/** What people changed, and the proposal that it should lead to; null: none. */
export interface Story {
  name: string;
  language: Language;
  steps: Step[];
  rules?: Partial<HouseRules>;
  wants: RegExp | null;
}

const pt = [
  'Os colaboradores conferem o lote antes da entrega ao hospital. A limpeza é validada com três ensaios e o resultado fica no registro do lote.',
  'O fornecedor mostra o relatório de limpeza. Os colaboradores da fábrica registram cada etapa e guardam os dados por dez anos.',
  'Peça o certificado da matéria-prima. Ele diz de onde veio o titânio e o que os colaboradores mediram no recebimento do material.',
];
const en = [
  'Our staff checks the batch before it ships to the hospital. Cleaning is validated in three runs and the result is kept with the batch record.',
  'The supplier shows the cleaning report. The staff records each step of the process and keeps the data for ten years.',
  'Ask for the certificate of the raw material. It says where the titanium comes from and what the staff measured when it came in.',
];
/** The three texts, one of a second job, each changed by `by`. */
const thrice = (texts: string[], by: (text: string) => string, said?: string[]): Step[] =>
  texts.map((before, i) => ({
    job: i < 2 ? 1 : 2,
    before,
    after: by(before),
    ...(said ? { said: said[i] ?? '' } : {}),
  }));
/** As an agent shortens: the last sentence goes. */
const shorter = (text: string) => text.replace(/\.[^.]*\.$/, '.');
/** As an agent says something else: a sentence more. */
const other = (text: string) =>
  `${text} ${text.startsWith('O') || text.startsWith('P') ? 'Pergunte sempre.' : 'Always ask.'}`;
const guideline = (pattern: string): Partial<HouseRules> => ({
  rules: [{ id: 'g', kind: 'guideline', pattern, severity: 'warn', reason: 'x' }],
});
const banned = (pattern: string): Partial<HouseRules> => ({
  rules: [{ id: 'b', kind: 'banned_word', pattern, severity: 'block', reason: 'x' }],
});
const asked = (
  name: string,
  language: Language,
  said: [string, string, string],
  wants: RegExp | null,
  rules?: Partial<HouseRules>,
): Story => ({
  name,
  language,
  steps: thrice(language === 'pt' ? pt : en, other, said),
  wants,
  ...(rules ? { rules } : {}),
});
const edited = (
  name: string,
  language: Language,
  by: (text: string) => string,
  wants: RegExp | null,
  rules?: Partial<HouseRules>,
): Story => ({
  name,
  language,
  steps: thrice(language === 'pt' ? pt : en, by),
  wants,
  ...(rules ? { rules } : {}),
});
const staffToTeam = (text: string) =>
  text
    .replace(/Os colaboradores conferem/, 'A equipe confere')
    .replace(
      /Os colaboradores da fábrica registram cada etapa e guardam/,
      'A equipe da fábrica registra cada etapa e guarda',
    )
    .replace(/os colaboradores mediram/, 'a equipe mediu');
const inEnglish = (text: string) =>
  text.replace(/\b([Oo])ur staff\b/, '$1ur team').replace(/\b([Tt])he staff\b/g, '$1he team');
const inserted = (words: string[]) =>
  pt.map((text, i) => text.replace(/ (é|mostra|diz) /, ` ${words[i]} $1 `));

/**
 * What people of a marketing team ask for and change, made up for this measure: half of it points one way and should be
 * proposed, half is about one draft, contradicts itself, or is bound by a rule already.
 */
export const histories: Story[] = [
  // Wishes in plain words, three spellings each.
  {
    name: 'mais curto',
    language: 'pt',
    steps: thrice(pt, shorter, ['mais curto', 'Pode deixar mais curto, por favor?', 'slide 4: encurte']),
    wants: /mais curtos/,
  },
  {
    name: 'longo demais',
    language: 'pt',
    steps: thrice(pt, shorter, [
      'Está muito longo.',
      'texto longo demais',
      'No slide 2, um pouco mais curta a frase',
    ]),
    wants: /mais curtos/,
  },
  {
    name: 'shorter',
    language: 'en',
    steps: thrice(en, shorter, ['shorter', 'Slide 3: too long, please shorten', 'make it more concise']),
    wants: /shorter/,
  },
  asked(
    'menos técnico',
    'pt',
    ['menos técnico', 'Linguagem mais simples no slide 2, por favor', 'sem jargão'],
    /linguagem simples/,
  ),
  asked(
    'less technical',
    'en',
    ['Less technical please', 'too much jargon', 'in plain language'],
    /plain language/,
  ),
  asked(
    'sem superlativos',
    'pt',
    ['sem superlativos', 'Tire os superlativos do slide 3', 'evite exageros'],
    /superlativos/,
  ),
  asked(
    'no superlatives',
    'en',
    ['no superlatives', 'Avoid hype in the intro', 'fewer superlatives, please'],
    /superlatives/,
  ),
  asked('mais direto', 'pt', ['mais direto', 'Seja mais direta na introdução', 'menos rodeios'], /direto/),
  asked(
    'less salesy',
    'en',
    ['less salesy', 'This is too promotional', 'not so pushy, please'],
    /advertisement/,
  ),
  asked(
    'menos comercial',
    'pt',
    ['menos comercial', 'ficou muito publicitário', 'sem tom de propaganda'],
    /propaganda/,
  ),
  asked('sem emojis', 'pt', ['sem emojis', 'Tira o emoji do post', 'não use emojis'], /emojis/),
  asked(
    'no emojis',
    'en',
    ["Don't use emojis", 'remove the emojis', 'no emoji in the post please'],
    /emojis/,
  ),
  asked(
    'mais exemplos',
    'pt',
    ['mais exemplos', 'Use mais exemplos na seção 2', 'slide 3: dê mais exemplos'],
    /exemplos/,
  ),
  asked('more formal', 'en', ['more formal', 'Make the tone more formal', 'too casual'], /formal/),
  asked('voz ativa', 'pt', ['use voz ativa', 'Voz ativa, por favor', 'evite voz passiva'], /voz ativa/),
  asked('less robotic', 'en', ['sounds robotic', 'make it more human', 'less robotic please'], /naturally/),
  asked(
    'sem gerúndios',
    'pt',
    ['sem gerúndios', 'Evite gerúndio no slide 2', 'menos gerúndios'],
    /ger[uú]ndio/,
  ),
  asked(
    'fewer rhetorical questions',
    'en',
    ['fewer rhetorical questions', 'Avoid rhetorical questions in titles', 'no rhetorical questions'],
    /rhetorical questions/,
  ),
  asked(
    'a wish among others',
    'pt',
    ['Gostei. Só deixe mais informal e confira o lote', 'tom mais informal', 'Mais informal, obrigada!'],
    /informal/,
  ),
  // Words, asked for.
  {
    name: 'troque por',
    language: 'pt',
    steps: thrice(pt, staffToTeam, [
      'Troque colaboradores por equipe',
      'use "equipe" em vez de "colaboradores"',
      'não escreva colaboradores, use equipe',
    ]),
    wants: /^colaboradores$/,
  },
  {
    name: 'replace with',
    language: 'en',
    steps: thrice(en, inEnglish, [
      'Replace staff with team',
      'say "team" instead of "staff"',
      "don't say staff, say team",
    ]),
    wants: /^staff$/,
  },
  {
    name: 'tire a palavra',
    language: 'pt',
    steps: thrice(
      inserted(['sempre inovadora', 'inovadora', 'inovadora']),
      (text) => text.replace(/ (sempre )?inovadora/, ''),
      ['tire "inovadora"', 'Não use inovadora', 'remova a palavra inovadora'],
    ),
    wants: /^inovadora$/,
  },
  // By hand.
  edited('a word by hand', 'pt', staffToTeam, /^colaboradores$/),
  edited('a word by hand in English', 'en', inEnglish, /^staff$/),
  {
    name: 'an adjective taken out',
    language: 'pt',
    steps: thrice(inserted(['inovadora', 'inovadora', 'inovadora']), (text) =>
      text.replace(' inovadora', ''),
    ),
    wants: /^inovadora$/,
  },
  edited('parts shortened by hand', 'pt', shorter, /mais curtos/),
  edited('parts shortened by hand in English', 'en', shorter, /shorter/),
  {
    name: 'a spelling',
    language: 'en',
    steps: thrice(
      en.map((text) => `${text} Send an e-mail to us.`),
      (text) => text.replace('e-mail', 'email'),
    ),
    wants: /Write “email”, not “e-mail”/,
  },
  {
    name: 'asked for and done by hand',
    language: 'pt',
    steps: [
      { job: 1, before: pt[0] ?? '', after: shorter(pt[0] ?? ''), said: 'mais curto' },
      { job: 2, before: pt[1] ?? '', after: shorter(pt[1] ?? '') },
      { job: 2, before: pt[2] ?? '', after: shorter(pt[2] ?? ''), said: 'muito longo' },
    ],
    wants: /mais curtos/,
  },
  {
    name: 'passages rewritten by hand',
    language: 'pt',
    steps: [
      'Antes de comprar, visite a fábrica. Veja a sala limpa, converse com quem opera e peça o registro do último lote. Uma manhã basta.',
      'Três papéis dizem quase tudo. Se algum não vier, pergunte por quê. Quem faz bem feito mostra sem rodeio e no mesmo dia, sem drama.',
      'Comece pela sala limpa. É ali que quase tudo se decide, e ali ninguém olha. Pergunte como medem, quando medem e quem assina.',
    ].map((after, i) => ({ job: i < 2 ? 1 : 2, before: pt[i] ?? '', after })),
    wants: /rewritten:pt:post/,
  },

  // Not enough.
  {
    name: 'twice',
    language: 'pt',
    steps: thrice(pt, other, ['mais curto', 'encurte', 'obrigada']),
    wants: null,
  },
  {
    name: 'thrice in one job',
    language: 'en',
    steps: thrice(en, other, ['shorter', 'shorter', 'shorter']).map((step) => ({ ...step, job: 1 })),
    wants: null,
  },
  asked('three different wishes', 'pt', ['mais curto', 'menos técnico', 'sem emojis'], null),
  asked('three different wishes in English', 'en', ['shorter', 'more formal', 'less hype'], null),
  // It contradicts itself.
  {
    name: 'back and forth',
    language: 'pt',
    steps: [
      ...thrice(pt, other, ['mais curto', 'encurte', 'mais curto']),
      ...thrice(pt, other, ['mais longo', 'muito curto', 'menos curto']),
    ],
    wants: null,
  },
  {
    name: 'a word both ways',
    language: 'pt',
    steps: [
      ...thrice(pt, staffToTeam),
      ...thrice(pt.map(staffToTeam), (text) => pt.find((one) => staffToTeam(one) === text) ?? text),
    ],
    wants: null,
  },
  // About this draft.
  asked('facts', 'pt', ['mencione a ISO 13485', 'O prazo é de 30 dias', 'Falta o preço de 2026'], null),
  asked(
    'facts in English',
    'en',
    ['mention ISO 13485', 'The price is 40 dollars', 'add the year 2026'],
    null,
  ),
  asked('praise and blame', 'pt', ['não gostei', 'Não ficou bom', 'melhore o texto'], null),
  asked('praise and blame in English', 'en', ["I don't like it", 'not good yet', 'make it better'], null),
  asked('try again', 'pt', ['de novo', 'Tente outra vez', 'refaça o slide 3'], null),
  asked(
    'pictures',
    'en',
    ['change the picture on slide 2', 'another photo please', 'swap slides 2 and 3'],
    null,
  ),
  asked('questions', 'pt', ['de onde veio isto?', 'Quem aprovou?', 'está certo o slide 2?'], null),
  asked('slides out', 'pt', ['tire o slide 3', 'remova o slide 4', 'sem o slide 2'], null),
  asked('slides out in English', 'en', ['remove slide 3', 'drop slide 4', 'cut section 2'], null),
  asked('thanks', 'en', ['ok, thanks', 'Looks fine now', 'good, go on'], null),
  asked(
    'different content added',
    'pt',
    ['inclua a passivação', 'Adicione um parágrafo sobre embalagem', 'mencione o fornecedor alemão'],
    null,
  ),
  asked(
    'a slide of another',
    'en',
    ['use the second title', 'Put the quote first', 'start with the checklist'],
    null,
  ),
  // Said by a rule already, or against one.
  asked(
    'a guideline says it',
    'pt',
    ['mais curto', 'encurte', 'muito longo'],
    null,
    guideline('Escreva textos curtos.'),
  ),
  asked(
    'a guideline says the contrary',
    'en',
    ['shorter', 'too long', 'more concise'],
    null,
    guideline('Write longer texts than others do.'),
  ),
  asked('the voice says it', 'pt', ['menos técnico', 'sem jargão', 'mais simples'], null, {
    voice: 'Falamos com dentistas. Linguagem simples, sem jargão.',
  }),
  edited('the word is banned already', 'pt', staffToTeam, null, banned('colaborador')),
  edited('the better word is banned', 'pt', staffToTeam, null, banned('equipe')),
  edited('a guideline uses the word', 'en', inEnglish, null, guideline('Show what our staff does.')),
  // By hand, and no choice of words.
  {
    name: 'numbers',
    language: 'pt',
    steps: thrice(
      pt.map((text) => `${text} São 12 lotes por mês.`),
      (text) => text.replace('12 lotes', '15 lotes'),
    ),
    wants: null,
  },
  {
    name: 'years',
    language: 'en',
    steps: thrice(
      en.map((text) => `${text} It holds since ISO 13485:2003.`),
      (text) => text.replace('13485:2003', '13485:2016'),
    ),
    wants: null,
  },
  {
    name: 'articles and agreement',
    language: 'pt',
    steps: thrice(pt, (text) =>
      text
        .replace('a limpeza', 'as limpezas')
        .replace('o relatório', 'os relatórios')
        .replace('o certificado', 'os certificados'),
    ),
    wants: null,
  },
  {
    name: 'one word by three others',
    language: 'en',
    steps: en.map((before, i) => ({
      job: i < 2 ? 1 : 2,
      before,
      after: before.replace('staff', ['crew', 'people', 'technicians'][i] ?? ''),
    })),
    wants: null,
  },
  {
    name: 'three different words',
    language: 'pt',
    steps: thrice(pt, (text) =>
      text
        .replace('o lote', 'a remessa')
        .replace('o relatório', 'o laudo')
        .replace('o certificado', 'o atestado'),
    ),
    wants: null,
  },
  {
    name: 'sentences added',
    language: 'en',
    steps: thrice(
      en,
      (text) => `${text} Then visit the plant and talk to the people who run the line every day.`,
    ),
    wants: null,
  },
  {
    name: 'punctuation',
    language: 'pt',
    steps: thrice(pt, (text) => text.replace('. ', '; ').replace(' e ', ', e ')),
    wants: null,
  },
  // The agent's own words are no one's choice.
  {
    name: 'words that the agent changed unasked',
    language: 'pt',
    steps: thrice(pt, staffToTeam, ['confira o slide 2', 'Veja a fonte', 'revise a frase']),
    wants: null,
  },
  {
    name: 'asked for, and not done',
    language: 'en',
    steps: thrice(en, other, [
      'Replace staff with team',
      'say team instead of staff',
      'replace "staff" with "team"',
    ]),
    wants: null,
  },

  // Written after the code was done, and measured before it was mended: 12 of each kind.
  asked(
    'enxugar',
    'pt',
    ['Enxuga esse texto', 'dá para resumir?', 'Achei longo, corta um pouco'],
    /mais curtos/,
  ),
  asked('trim', 'en', ['Trim this down a bit', 'way too wordy', 'can we tighten the text?'], /shorter/),
  asked(
    'for laypeople',
    'pt',
    ['O público é leigo: simplifique', 'muito complicado', 'linguagem acessível, por favor'],
    /linguagem simples/,
  ),
  asked(
    'jargon',
    'en',
    ['Please avoid jargon.', 'simplify the language', 'Reads too academic'],
    /plain language/,
  ),
  asked(
    'no exclamation marks',
    'pt',
    ['sem pontos de exclamação', 'Tire as exclamações do post', 'menos exclamação'],
    /exclamação/,
  ),
  asked('clichés', 'en', ['no clichés', 'Avoid buzzwords', 'fewer buzzwords in the post'], /clichés/),
  asked('tom de voz', 'pt', ['Tom mais caloroso', 'mais humano', 'está meio robótico'], /natural/),
  asked(
    'first person',
    'en',
    ['write in first person plural', 'Use first person plural', 'always use first person plural please'],
    /first person plural/,
  ),
  {
    name: 'a term by hand',
    language: 'en',
    steps: thrice(
      en.map((text) => `${text} Our clients like that.`),
      (text) => text.replace('clients', 'customers'),
    ),
    wants: /^clients$/,
  },
  {
    name: 'never say',
    language: 'pt',
    steps: thrice(
      pt.map((text) => `${text} Um material barato.`),
      (text) => text.replace('barato', 'acessível'),
      [
        'nunca diga "barato", diga "acessível"',
        'troca barato por acessível',
        'em vez de barato, escreva acessível',
      ],
    ),
    wants: /^barato$/,
  },
  {
    name: 'drop a filler',
    language: 'en',
    steps: thrice(
      en.map((text) => `Basically, ${text} It is really basically simple.`),
      (text) => text.replace('really basically', 'really').replace('Basically, ', ''),
      ['drop "basically"', 'Remove the word basically', 'never say "basically"'],
    ),
    wants: /^basically$/,
  },
  {
    name: 'a hyphen by hand',
    language: 'pt',
    steps: thrice(
      pt.map((text) => `${text} O material é bio-compatível.`),
      (text) => text.replace('bio-compatível', 'biocompatível'),
    ),
    wants: /biocompatível/,
  },
  asked(
    'three subjects',
    'en',
    ['more about cleaning', 'more on titanium', 'say more about suppliers'],
    null,
  ),
  asked('titles', 'pt', ['outro título', 'título mais chamativo', 'não gostei do título'], null),
  asked('who and when', 'pt', ['a Lúcia aprova amanhã', 'publicar na quinta', 'pode postar hoje?'], null),
  asked('numbers of slides', 'en', ['make it 6 slides', '7 slides please', 'only 5 slides'], null),
  asked('which picture', 'pt', ['foto maior', 'a logo no canto', 'mude a cor do fundo'], null),
  asked('typos', 'en', ['typo on slide 2', 'fix the spelling of Anvisa', 'missing comma in the intro'], null),
  asked('moves', 'pt', ['suba o slide 4', 'Inverta a ordem', 'o checklist vem antes'], null),
  asked('it was fine', 'en', ['I liked the first one more', 'go back to version 1', 'undo that'], null),
  {
    name: 'names of people',
    language: 'pt',
    steps: pt.map((text, i) => ({
      job: i < 2 ? 1 : 2,
      before: `${text} Fale com o João.`,
      after: `${text} Fale com ${['a Ana', 'o Rui', 'a Bia'][i]}.`,
    })),
    wants: null,
  },
  {
    name: 'a clause moved',
    language: 'en',
    steps: thrice(en, (text) => text.split('. ').toReversed().join('. ')),
    wants: null,
  },
  {
    name: 'a link added',
    language: 'pt',
    steps: thrice(pt, (text) => `${text} Leia em alba.com/guia.`),
    wants: null,
  },
  {
    name: 'small words',
    language: 'en',
    steps: thrice(en, (text) =>
      text.replace('The ', 'A ').replace(' the ', ' that ').replace('Our ', 'The '),
    ),
    wants: null,
  },
];
