const listed = (words: string): string[] => words.split(/\s+/).filter(Boolean);
const setOf = (words: string): ReadonlySet<string> => new Set(listed(words));

/** What a word says about a text. */
export interface Concept {
  of: string;
  /** 1: the word names more of it ("curto" of `short`), -1: less of it ("longo"). */
  sign: 1 | -1;
  /** What the word asks for where nothing else says so: 1 itself, -1 its contrary (a complaint), 0 neither. */
  alone: 1 | -1 | 0;
}

const rows: [of: string, sign: Concept['sign'], alone: Concept['alone'], words: string][] = [
  [
    'short',
    1,
    1,
    'curto curta curtos curtas breve breves enxuto enxuta enxutos conciso concisa concisos compacto compacta short shorter brief briefer concise tighter succinct snappier',
  ],
  [
    'short',
    1,
    1,
    'encurte encurta encurtar encurtem encurtado resuma resumir resume enxugue enxugar enxuga shorten trim tighten condense',
  ],
  [
    'short',
    -1,
    -1,
    'longo longa longos longas comprido comprida compridos extenso extensa extensos prolixo prolixa long longer lengthy wordy verbose',
  ],
  [
    'simple',
    1,
    1,
    'simples simple simpler plain plainer leigo leigos leiga acessivel acessiveis accessible simplifique simplifica simplificar simplify lay',
  ],
  [
    'simple',
    -1,
    -1,
    'tecnico tecnica tecnicos tecnicas technical jargao jargoes jargon complicado complicada complicados complicated complexo complexa complex rebuscado rebuscada academico academica academic',
  ],
  ['formal', 1, 1, 'formal formais formality formalidade'],
  ['formal', -1, 1, 'informal informais casual coloquial conversational'],
  ['direct', 1, 1, 'direto direta diretos diretas direct objetivo objetiva objetivos'],
  ['direct', -1, -1, 'rodeios rodeio enrolacao enrolado vago vaga vague roundabout'],
  [
    'hype',
    1,
    0,
    'superlativo superlativos superlativa superlativas superlative superlatives hype hyped hyperbole hiperbole hiperboles exagero exageros exaggeration exaggerations',
  ],
  ['hype', 1, -1, 'exagerado exagerada exagerados exaggerated overblown grandioso'],
  [
    'selling',
    1,
    -1,
    'comercial comerciais vendedor vendedora publicitario publicitaria marqueteiro marqueteira marketeiro promocional promotional salesy pushy',
  ],
  ['selling', 1, 0, 'propaganda venda vendas selling advertising'],
  ['emoji', 1, 0, 'emoji emojis emoticon emoticons'],
  ['exclamation', 1, 0, 'exclamacao exclamacoes exclamation exclamations'],
  ['examples', 1, 0, 'exemplo exemplos example examples'],
  ['human', 1, 1, 'humano humana humanos caloroso calorosa human warm warmer natural naturais'],
  ['human', -1, -1, 'robotico robotica roboticos robotic artificial mecanico mecanica'],
  ['repetition', 1, -1, 'repetitivo repetitiva repetitivos repetitive repetido repetida'],
  ['repetition', 1, 0, 'repeticao repeticoes repetition repetitions'],
  ['passive', 1, 0, 'passiva passivas passive'],
  ['passive', -1, 1, 'ativa active'],
  ['cliche', 1, 0, 'cliche cliches cliches buzzword buzzwords'],
  ['foreign', 1, 0, 'anglicismo anglicismos estrangeirismo estrangeirismos anglicism anglicisms'],
];
/** Ways in which texts are wished otherwise, by their words in both languages, folded. */
export const concepts: ReadonlyMap<string, Concept> = new Map(
  rows.flatMap(([of, sign, alone, words]) =>
    listed(words).map((word) => [word, { of, sign, alone }] as const),
  ),
);

const more = setOf('mais more bem sempre always aumente');
const less = setOf(
  'menos less fewer sem without evite evitar evitem avoid nunca never jamais tire tirar tira tirem remova remover remove retire corte cortar corta cut reduza reduzir reduz reduce drop lose elimine eliminar eliminate chega',
);
const negations = setOf('nao not dont no nem');
const tooMuch = setOf(
  'muito muita muitos muitas too demais tao excessivamente overly excesso demasiado excess',
);
const saying = setOf(
  'use usar usem usando diga dizer digam escreva escrever fale falar mencione mencionar cite citar coloque colocar ponha por inclua incluir adicione adicionar acrescente repita repetir comece comecar termine terminar prefira preferir say saying write writing mention include add put start end begin prefer repeat using',
);
const cut = setOf('corte cortar corta cut reduza reduzir reduz reduce');
/** Words that say which way; folded. */
export const directions = {
  more,
  less,
  negations,
  tooMuch,
  saying,
  /** Without a word of what, the text itself. */
  cut,
  /** "não ficou …", "is still not …". */
  became: setOf('ficou ficaram esta estao foi ainda still yet is isnt became'),
  portuguese: setOf('de da do dos das que em um uma os as para com o a e mais menos muito nao pouco ser'),
  all: new Set([...more, ...less, ...negations, ...tooMuch, ...saying]),
};

/** Where in a draft: it says nothing about how. */
export const places = setOf(
  `slide slides capa cover titulo titulos title titles subtitulo subtitulos subtitle introducao introduction intro conclusao conclusion secao secoes
  section sections paragrafo paragrafos paragraph paragraphs texto textos text texts post posts legenda caption chamada hook artigo article articles carrossel
  carousel relatorio report abertura opening fim final finais ending frase frases sentence sentences palavra palavras word words pagina paginas page pages
  linguagem language tom tone estilo style redacao escrita writing item itens items lista list parte partes part parts topico topicos bullet bullets
  primeiro primeira segundo segunda terceiro terceira quarto quarta quinto quinta ultimo ultima first second third fourth fifth last next`,
);

/** Politeness, asking, and what only ties words together. */
export const small = setOf(
  `a o as os um uma uns umas de do da dos das em no na nos nas ao aos pelo pela por para pra com e ou que se como isso isto esse essa este esta
  the an of in on at by for with to and or it its this that these those is are be was were as so we our you your i my me us
  favor gentileza please pf pfv pode podem poderia podia can could would should must may might deixe deixa deixar deixem faca fazer faz ficar fica fique ficou
  ficaram ficaria queria quero gostaria preciso precisa precisamos want need needs like tem ter ser esta estao foi seja sejam sao era vai vamos let lets make makes
  making keep um pouco pouquinho bit little lot much bastante ainda still yet aqui here la there tudo todo toda todos todas all everything agora now so also tambem
  novamente again outra outro vez vezes time times versao version acho think achei bem ok oi ola hi hello obrigado obrigada thanks thank too just only get very
  about sobre one ones nossa nosso nossas nossos ele ela eles elas seu sua seus suas voce voces`,
);

/** Approval and blame: which way the text should go they do not say. */
export const vague = setOf(
  `melhor melhores melhore melhorar better best improve bom boa bons boas good nice nicer legal bonito bonita beautiful diferente diferentes different novo nova
  new certo certa right correto correta correct errado errada wrong ruim bad gostei gostar gosto liked entendi entender understand pedi pediu asked funciona
  work works interessante interesting forte strong fraco weak impactante coisa coisas thing things jeito forma way algo something assim claro sure mesmo same`,
);
