import type {
  FindingParams,
  KitColour,
  Language,
  LeftOut,
  SlideField,
  TellName,
} from '../../../ports/content.ts';
import type { FindingTexts } from '../say-found.ts';

const decimal = (n: number) =>
  n.toLocaleString('pt-BR', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const range = (min: number, max: number) => (min === max ? `exatamente ${min}` : `de ${min} a ${max}`);
const languages: Record<Language, string> = { pt: 'português', en: 'inglês' };
const forbidden = ({ pattern, reason }: FindingParams['banned_word']) =>
  `As regras da casa proíbem “${pattern}”: ${reason}`;
const remarked = ({ remark, quote }: FindingParams['editor']) =>
  quote === '' ? remark : `${remark} (“${quote}”)`;

const tells: Record<TellName, string> = {
  dash: 'travessões',
  contrast: '“não é X, é Y”',
  panorama: 'abertura panorâmica',
  hook: 'abertura pronta',
  frame: '“vale destacar”',
  role: '“papel fundamental”',
  question: 'pergunta respondida em seguida',
  rider: 'gerúndio no fim da frase',
  vocabulary: 'palavras batidas',
  connector: 'conectivo no início',
  closer: 'fecho anunciado',
  authority: 'especialistas sem nome',
  triad: 'listas de três',
  bullet: 'rótulos em negrito na lista',
  emoji: 'emojis como marcadores',
  fragments: 'frases picadas',
  european: 'português europeu',
  typography: 'vírgula antes do último “e”',
  title_case: 'maiúsculas à inglesa',
};
const markup: Record<FindingParams['markup']['what'], string> = {
  address: 'um endereço da web',
  link: 'um link, que não funciona em um slide',
  tag: 'uma marca de HTML',
  placeholder: 'um espaço por preencher',
  markdown: 'Markdown',
  open_markdown: 'Markdown que não fechou',
  control_character: 'um caractere de controle invisível',
};
const fields: Record<SlideField, string> = {
  title: 'título',
  kicker: 'linha acima do título',
  subtitle: 'subtítulo',
  body: 'texto',
  items: 'item',
  steps: 'passo',
  'steps title': 'título do passo',
  'steps body': 'texto do passo',
  numbers: 'número',
  'numbers value': 'número',
  'numbers label': 'legenda do número',
  quote: 'citação',
  author: 'autor',
  role: 'cargo do autor',
  bars: 'barra',
  'bars label': 'nome da barra',
  'bars value': 'valor da barra',
  unit: 'unidade',
  source: 'fonte',
  'left heading': 'título da esquerda',
  'left items': 'item da esquerda',
  'left letter': 'sinal da esquerda',
  'right heading': 'título da direita',
  'right items': 'item da direita',
  'right letter': 'sinal da direita',
  action: 'chamada para ação',
  label: 'rótulo',
  number: 'numeração',
  numeral: 'algarismo',
  'brand name': 'nome da marca',
  'swipe cue': 'sinal de deslizar',
  'page number': 'número da página',
};
const named = ({ field, at }: { field: SlideField; at: number | null }) =>
  at === null ? `“${fields[field]}”` : `“${fields[field]} ${at}”`;
/** As the form calls them. */
const colours: Record<KitColour, string> = {
  dark: 'fundo escuro',
  dark_alt: 'segundo fundo escuro',
  paper: 'fundo claro',
  ink: 'texto',
  accent: 'destaque',
  accent_alt: 'segundo destaque',
  muted: 'texto discreto',
};
const pair = (color: KitColour, on: KitColour) => {
  const name = colours[color];
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} sobre ${colours[on]}`;
};

const wanting: Record<FindingParams['needs_citation']['what'], string> = {
  number: 'um número',
  date: 'uma data',
  superlative: 'um superlativo',
  comparison: 'uma comparação',
};

const leftOut: Record<LeftOut, string> = {
  searches: 'outras buscas',
  reading: 'a leitura de tudo o que foi encontrado',
  conflicts: 'o julgamento das contradições',
  report: 'a redação: estas são as notas como foram tomadas',
  corrections: 'correções do que as verificações apontaram',
  style: 'outras palavras para o que soa como máquina',
  judgement: 'o julgamento do texto como um todo',
  quotes: 'o julgamento sobre se as citações sustentam as afirmações',
};

export const findingsPtBr: FindingTexts = {
  no_quote: ({ of }) =>
    of === 'slide' ? 'O slide não se apoia em nenhuma citação.' : 'A seção não cita nenhuma fonte.',
  unknown_mark: ({ mark }) => `A citação [^${mark}] não tem fonte.`,
  unknown_passage: ({ quote }) => `A citação “${quote}” indica uma fonte que não existe.`,
  quote_not_found: ({ source, quote }) => `Não está palavra por palavra em “${source}”: “${quote}”`,
  shown_quote_not_found: () => 'As palavras mostradas como citação não estão palavra por palavra na fonte.',
  short_quote: ({ quote, min }) => `A citação “${quote}” tem menos de ${min} palavras.`,
  number_not_found: ({ number, of }) =>
    ({
      slide: `O número “${number}” não está em nenhuma citação do slide nem no briefing.`,
      post: `O número “${number}” do post não está em nenhuma citação do carrossel nem no briefing.`,
      section: `O número “${number}” não está em nenhuma citação da seção nem no briefing.`,
      article: `O número “${number}” não está em nenhuma citação do artigo nem no briefing.`,
    })[of],
  address_not_read: ({ address }) => `O endereço “${address}” não é de nenhuma página lida.`,
  unit_not_found: ({ unit }) => `A citação traz o valor em outra unidade, não em “${unit}”.`,
  date_not_found: ({ date }) => `A data “${date}” não está na citação nem nas frases ao lado dela.`,
  name_not_found: ({ name }) => `O nome “${name}” não está na citação nem nas frases ao lado dela.`,
  negation_differs: () => 'A frase e a citação dizem o contrário: uma nega o que a outra afirma.',
  comparison_differs: ({ said, source }) => `A frase diz “${said}”, a citação diz “${source}”.`,
  quote_unrelated: () => 'A frase e a citação não têm nenhuma palavra em comum.',
  check_failed: () => 'Não foi possível verificar a frase, então ela conta como não verificada.',
  quoted_instruction: ({ quote }) => `A citação “${quote}” é uma instrução para uma IA, não um fato.`,
  needs_citation: ({ what }) => `Uma frase com ${wanting[what]} não cita nenhuma fonte.`,
  contradiction_hidden: ({ said, other, title }) =>
    `O rascunho diz ${said}; “${title}”, que também foi lido, diz ${other}.`,
  question_unanswered: ({ question }) => `A pergunta “${question}” ficou sem resposta.`,
  source_withdrawn: ({ title }) => `A fonte “${title}” foi removida da base de conhecimento.`,
  claim_retracted: () => 'Um aprovador retirou esta afirmação.',
  not_judged: () =>
    'Nenhum modelo julgou se a citação a sustenta, pois o trabalho foi terminado em um limite de gastos.',
  nothing_judged: () =>
    'Nenhum modelo julgou o texto, pois o trabalho foi terminado em um limite de gastos, e não há nele afirmação pela qual uma pessoa possa responder.',
  finished_early: ({ without }) =>
    `Terminado antes da hora, em um limite de gastos. Ficou de fora: ${without.map((part) => leftOut[part]).join('; ')}.`,
  not_supported: ({ sentence, reason }) => `“${sentence}” ${reason}`,
  partly_supported: ({ sentence, reason }) => `Sustentado só em parte pela citação: “${sentence}” ${reason}`,
  banned_word: forbidden,
  banned_claim: forbidden,
  banned_in_quote: ({ pattern, reason, quote }) =>
    `A citação “${quote}” traz o que as regras da casa proíbem como “${pattern}”: ${reason}`,
  disclaimer_missing: ({ pattern, reason }) => `As regras da casa exigem “${pattern}”: ${reason}`,
  house_rule: remarked,
  editor: remarked,
  off_topic: ({ subject }) => `Não trata de ${subject}, que é o assunto do briefing.`,
  whole_off_topic: ({ subject }) =>
    `O rascunho como um todo não trata de ${subject}, que é o assunto do briefing.`,
  subject_missing: ({ subject }) => `Nenhum slide trata de ${subject}, que é o assunto do briefing.`,
  few_on_topic: ({ subject, count, of }) =>
    `Poucos slides (${count} de ${of}) tratam de ${subject}, que é o assunto do briefing.`,
  subject_not_named: ({ subject }) =>
    `Nem o título nem a capa dizem ${subject}, que é o assunto do briefing.`,
  slide_topic: ({ was }) => `O slide tratava de “${was}” e agora trata de outra coisa.`,
  broken_promise: ({ promise, of }) =>
    `Promete “${promise}”, e o ${of === 'deck' ? 'carrossel' : 'artigo'} não traz essa quantidade numerada.`,
  ai_sounding: ({ sentence, tells: signs }) =>
    `Soa como texto de máquina (${signs.map((sign) => tells[sign]).join(', ')}): “${sentence}”`,
  markup: ({ what, text }) => `O texto traz ${markup[what]}: “${text}”`,
  wrong_language: ({ looks_like, wanted }) =>
    `O texto parece estar em ${languages[looks_like]}, e deveria estar em ${languages[wanted]}.`,
  internal_words: ({ text }) => `Fala de como o rascunho foi feito, o que o leitor não conhece: “${text}”`,
  too_many_emoji: ({ count, max }) => `O slide tem ${count} emojis; o bom são até ${max}.`,
  no_title: ({ of }) => `O ${of === 'deck' ? 'carrossel' : 'artigo'} não tem título.`,
  slide_count: ({ count, min, max }) => `O carrossel tem ${count} slides; devem ser ${range(min, max)}.`,
  cover_position: () => 'A capa é o primeiro slide, e só ele.',
  cta_position: () => 'A chamada para ação é o último slide, e só ele.',
  part_count: ({ field, count, min, max }) =>
    `O slide tem “${fields[field]}” ${count} vezes; o bom é ${range(min, max)}.`,
  too_many_words: ({ words, max }) => `O slide tem ${words} palavras; acima de ${max} não dá para ler.`,
  long_cover_title: ({ words, max }) => `O título da capa tem ${words} palavras; cabem até ${max}.`,
  long_field: ({ characters, max, ...field }) =>
    `${named(field)} tem ${characters} caracteres; são aceitos até ${max}.`,
  empty_field: (field) => `${named(field)} está vazio.`,
  bar_value: ({ label, value }) => `A barra “${label}” tem o valor ${value}; barras mostram 0 ou mais.`,
  bars_all_zero: () => 'Todas as barras são 0: não há o que comparar.',
  story_order: ({ steps, mistakes }) =>
    `Os passos do slide ${steps} vêm depois dos erros do slide ${mistakes}: o que fazer deve vir antes do que dá errado.`,
  unknown_picture: () => 'O slide indica uma imagem que não está entre as que podem aparecer.',
  picture_twice: ({ title }) => `A imagem “${title}” já está em outro slide.`,
  picture_off_topic: ({ title }) => `A imagem “${title}” não mostra o assunto do slide.`,
  picture_removed: ({ title }) => `A imagem “${title}” não está mais na base de conhecimento.`,
  no_hook: () => 'O post não tem a frase de abertura.',
  no_body: () => 'O post não tem texto depois da abertura.',
  long_hook: ({ characters, max }) =>
    `A abertura do post tem ${characters} caracteres; o LinkedIn mostra ${max} antes de “ver mais”.`,
  long_post: ({ characters, max }) => `O post tem ${characters} caracteres; o LinkedIn aceita até ${max}.`,
  hashtag_count: ({ count, min, max }) => `O post tem ${count} hashtags; o bom é ${range(min, max)}.`,
  hashtag_form: ({ hashtags }) =>
    `Hashtags são uma só palavra, de letras e algarismos; estas não são: ${hashtags.join(', ')}`,
  hashtag_poor: ({ hashtags }) =>
    `Hashtags que não dizem nada ou aparecem duas vezes: ${hashtags.join(', ')}`,
  overflow: ({ field, each, load, characters, accepted }) =>
    `“${fields[field]}” não cabe: ocupa ${decimal(load)} vezes o espaço que tem. O mais longo tem ${characters} caracteres; cabem cerca de ${accepted}${each ? ' em cada um' : ''}.`,
  leaves_box: (field) => `${named(field)} não cabe no lugar que tem.`,
  collision: ({ other, ...field }) => `${named(field)} e ${named(other)} ficam um sobre o outro.`,
  font_floor: ({ size, min, ...field }) =>
    `${named(field)} está com ${size} px; no celular lê-se a partir de ${min} px.`,
  contrast: ({ color, on, ratio, min, ...field }) =>
    `${named(field)} em ${color} sobre ${on.join(' e ')} tem contraste de ${decimal(ratio)}:1; para ler, ${decimal(min)}:1 é o mínimo. As cores do kit de marca precisam mudar.`,
  missing_glyph: ({ characters, ...field }) =>
    `${named(field)} tem caracteres que as fontes não desenham: ${characters.join(' ')}`,
  long_title: ({ title, characters, max }) =>
    `“${title}” tem ${characters} caracteres; os buscadores mostram até ${max}.`,
  variant_count: ({ count, wanted }) => `Há ${count} outros títulos; devem ser ${wanted}.`,
  meta_length: ({ characters, min, max }) =>
    `A metadescrição tem ${characters} caracteres; o bom é ${range(min, max)}.`,
  keyword_count: ({ count, min, max }) => `Há ${count} palavras-chave; o bom é ${range(min, max)}.`,
  empty_part: () => 'A parte não tem texto.',
  no_heading: () => 'A seção não tem título.',
  short_section: ({ words, min }) => `A seção tem ${words} palavras; o bom são pelo menos ${min}.`,
  long_paragraph: ({ words, max }) => `Um parágrafo tem ${words} palavras; acima de ${max} poucos leem.`,
  length: ({ words, asked }) => `O artigo tem ${words} palavras; foram pedidas ${asked}.`,
  short_article: ({ words, usual }) => `O artigo tem ${words} palavras; o usual são cerca de ${usual}.`,
  sentence_twice: ({ sentence, where }) =>
    where === null ? `Aparece duas vezes: “${sentence}”` : `Também está em “${where}”: “${sentence}”`,
  repetition: ({ where }) => `Repete muito de “${where}”, com as mesmas palavras.`,
  same_heading: ({ heading }) => `Outra seção também tem o título “${heading}”.`,
  heading_misfit: ({ heading }) => `O título “${heading}” não diz do que a seção trata.`,
  conclusion_new: ({ words }) => `A conclusão fala de “${words}”, que o texto não mencionou antes.`,
  keyword_missing: ({ keyword }) => `A palavra-chave “${keyword}” não aparece.`,
  hard_to_read: ({ ease }) => `Facilidade de leitura ${ease} de 100: frases ou palavras longas.`,

  kit_contrast: ({ color, on, ratio, min }) =>
    `${pair(color, on)}: o contraste é ${decimal(ratio)} e, para ler, ${decimal(min)} é o mínimo. Os slides usam outro tom.`,
  kit_unseen: ({ color, on, ratio }) =>
    `${pair(color, on)}: quase não se vê (contraste ${decimal(ratio)}). Os slides usam nesse fundo o outro destaque ou outro tom.`,
  kit_glyphs: () => 'O nome ou o perfil tem caracteres que as fontes não desenham.',
  kit_unreadable: () => 'Com estas cores nenhum tom de texto fica legível em todo o fundo.',
  kit_room: () => 'O nome ou o perfil é longo demais para o lugar que os slides têm.',
  kit_no_logo: () => 'Não há logotipo: o lugar dele fica vazio.',
};
