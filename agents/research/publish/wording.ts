import type { Language } from '../../../ports/content.ts';

/** What the files of a report say by themselves. */
export const wording = {
  pt: {
    region: 'BR',
    kind: 'Relatório de pesquisa',
    draft: 'Rascunho',
    draftLine: 'Ainda não aprovado: não publique.',
    version: 'versão',
    offline: 'Texto composto pelo redator offline a partir de trechos das fontes.',
    summary: 'Resumo',
    contents: 'Conteúdo',
    answers: 'Respostas',
    page: 'Página',
    question: 'Pergunta:',
    contradictions: 'O que as fontes contradizem',
    uncertain: 'O que é incerto',
    not_found: 'O que não foi encontrado',
    tried: 'Tentado:',
    sources: 'Fontes',
    read: 'lida em',
    teamDocument: 'documento da equipe',
    shortened: 'só o começo foi lido',
    method: 'Como foi pesquisado',
    round: 'Rodada',
    query: 'Busca',
    searched: 'Onde',
    results: 'Resultado',
    knowledge: 'base de conhecimento',
    given: 'endereço dado',
    noAnswer: 'sem resposta',
    unread: 'Páginas que não puderam ser lidas',
    found: (results: number, read: number) =>
      `${results} ${results === 1 ? 'achado' : 'achados'}, ${read} ${read === 1 ? 'lido' : 'lidos'}`,
    cut: (count: number) => `, ${count} ${count === 1 ? 'deixado de fora' : 'deixados de fora'}`,
    more: (count: number) => `e mais ${count}`,
    count: {
      answers: ['resposta', 'respostas'],
      sources: ['fonte', 'fontes'],
      claims: ['afirmação com citação', 'afirmações com citação'],
      searches: ['busca', 'buscas'],
      rounds: ['rodada', 'rodadas'],
    },
  },
  en: {
    region: 'US',
    kind: 'Research report',
    draft: 'Draft',
    draftLine: 'Not approved yet: do not publish.',
    version: 'version',
    offline: 'Text composed by the offline writer from passages of the sources.',
    summary: 'Summary',
    contents: 'Contents',
    answers: 'Answers',
    page: 'Page',
    question: 'Question:',
    contradictions: 'What the sources contradict',
    uncertain: 'What is uncertain',
    not_found: 'What was not found',
    tried: 'Tried:',
    sources: 'Sources',
    read: 'read on',
    teamDocument: 'document of the team',
    shortened: 'only its beginning was read',
    method: 'How it was researched',
    round: 'Round',
    query: 'Search',
    searched: 'Where',
    results: 'Result',
    knowledge: 'knowledge base',
    given: 'given address',
    noAnswer: 'no answer',
    unread: 'Pages that could not be read',
    found: (results: number, read: number) => `${results} found, ${read} read`,
    cut: (count: number) => `, ${count} left out`,
    more: (count: number) => `and ${count} more`,
    count: {
      answers: ['answer', 'answers'],
      sources: ['source', 'sources'],
      claims: ['claim with a quote', 'claims with a quote'],
      searches: ['search', 'searches'],
      rounds: ['round', 'rounds'],
    },
  },
} as const satisfies Record<Language, Record<string, unknown>>;

export type Counted = keyof (typeof wording)['en']['count'];

/** `18 claims with a quote`. */
export function counted(count: number, of: Counted, language: Language): string {
  const [one, many] = wording[language].count[of];
  return `${count} ${count === 1 ? one : many}`;
}
