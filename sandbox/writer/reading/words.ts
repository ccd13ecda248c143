const ASCII = /^[ -~\n]*$/;
/** Lower case without accents: how words are compared here. */
export const fold = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Words as a reader counts them on a slide. */
export const countWords = (text: string): number =>
  text.split(/\s+/).filter((w) => /[\p{L}\p{N}]/u.test(w)).length;

const stopWords = new Set(
  `a o as os um uma uns umas de do da dos das no na nos nas em ao aos pelo pela pelos pelas por para com sem sob sobre
  e ou mas que se como qual quais quando onde quem cujo este esta estes estas esse essa isso isto aquele ele ela eles elas seu sua seus suas
  nao sim ja mais menos muito muita toda todo todos todas cada entre ate apos antes depois so tambem e foi ser sao era ter tem ha
  the an of to in on at by for with without from into and or but that which what when where who how why this these those it its is are was were be been
  has have had not no yes more less very every each between until after before only also as than then your you our we they their can may must should do does`
    .split(/\s+/)
    .map(fold),
);

// Words that say what kind of text is wanted, not what it is about.
const formatWords = new Set(
  `carrossel carrosseis carousel carousels post posts slide slides pagina paginas linkedin faca fazer crie criar escreva escrever monte gere explique explicar mostre quero preciso
  make create write explain explained explaining show need want about sobre guia guide dica dicas tip tips resumo summary tudo everything entender entenda understand
  saber know conhecer significa significam means mean explicado explicada erro erros mistake mistakes error errors passo passos step steps pergunta perguntas question questions
  perguntar ask motivo motivos reason reasons checklist lista list numero numeros number numbers ler read importancia important importante coisas things
  nosso nossa nossos nossas our cliente clientes customer customers pessoas people publico audiencia audience leitor leitores reader readers linguagem simples simple tom tone
  dever deveria deveriam devem devo should precisa precisam needs exigir exige require pedir peca pode podem quer querem gostaria would like
  evitar evite avoid melhor melhores melhorar better best principal principais main key bom boa boas good novo nova new rapido rapida quick
  funciona funcionam works trabalha trabalham faz fazem serve servem usar usa use uses escolher escolha choose choosing vale pena worth
  portugues portuguese ingles english brasil brazil explicando explaining explica importa importam matters matter compradores comprador buyers buyer hospitais hospital hospitals diferenca diferencas difference differences equipe team equipes
  focado focada foco focus voltado texto text conteudo content serie`
    .split(/\s+/)
    .map(fold),
);

/** A word's rough root, so that "implantes" meets "implante" and "cleaned" meets "cleaning". */
export function stem(word: string): string {
  const w = fold(word);
  if (w.length <= 3 || /\d/.test(w)) return w;
  const singular = w
    .replace(/(?<=[rzl])es$/, '')
    .replace(/oes$/, 'ao')
    .replace(/(?<!s)s$/, '');
  const root = singular
    .replace(/(acao|ations?|ating|ated|ate|adas?|ados?|ando|ar|ada)$/, '')
    .replace(/(ing|ed|er|ir|ies|mente|ly)$/, '');
  return (root.length >= 3 ? root : singular).replace(/[aeiouy]+$/, '') || singular;
}

/** Roots of the words that carry meaning, in order, each once. */
export function stemsOf(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((w) => !stopWords.has(w) && (w.length > 1 || /\d/.test(w))).map(stem))];
}

/** Roots of what a brief is about: without the words for the format and without small counts ("5 erros"). */
export function topicStems(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const kept = words.filter(
    (w) => !stopWords.has(w) && !formatWords.has(w) && !/^\d{1,2}$/.test(w) && w.length > 1,
  );
  return [...new Set(kept.map(stem))];
}

// Words with which a change is asked for: they say nothing about what the new text should hold.
const changeWords = new Set(
  `troque trocar mude mudar altere alterar substitua substituir reescreva reescrever refaca refazer melhore gostei gosto ficou outro outra outros outras diferente algo alguma algum
  conteudo dado dados exemplo exemplos este isto coisa tire inclua adicione mencione fale acrescente ideia assunto informacao informacoes frase texto titulo
  change replace rewrite redo swap other another different something anything example examples data content instead please like dont this that add mention include say phrase sentence title
  e.g eg ex slide slides`
    .split(/\s+/)
    .map(fold),
);

/** Roots of what a change note is about; empty for "refaça" or "give me something else". */
export function noteStems(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return topicStems(words.filter((w) => !changeWords.has(fold(w))).join(' '));
}

/** What of a brief's words could be told to a person: as typed, without small words. */
export function topicWords(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? [];
  const seen = new Set<string>();
  return words.filter((w) => {
    const f = fold(w);
    if (stopWords.has(f) || formatWords.has(f) || /^\d{1,2}$/.test(f) || f.length < 2 || seen.has(stem(w)))
      return false;
    seen.add(stem(w));
    return true;
  });
}

const marks = {
  pt: new Set(
    'o os um uma de do da dos das no na em ao que para com não é são ou e por se mais sem como pela pelo cada'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the an of to in on at by for with and or that is are not it from as be which how each before'.split(' '),
  ),
};

/** The language of a piece of text by its small words; undefined when they do not tell. */
export function guessLanguage(text: string): 'pt' | 'en' | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const pt = words.filter((w) => marks.pt.has(w)).length + (text.match(/[ãõçáéíóúâêô]/gi)?.length ?? 0);
  const en = words.filter((w) => marks.en.has(w)).length;
  if (pt === en) return undefined;
  return pt > en ? 'pt' : 'en';
}

/** Digit runs as they stand: `13485`, `3.520.000`, `0,13`. */
export const digitRuns = (text: string): string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? [];
