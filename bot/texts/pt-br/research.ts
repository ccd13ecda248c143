import type { ResearchTexts } from '../en/research.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const researchPtBr: ResearchTexts = {
  questions: {
    heading: (version) =>
      version === 1 ? 'Perguntas da pesquisa' : `Perguntas da pesquisa, versão ${version}`,
    fallback: (question) => `As perguntas da pesquisa esperam sua resposta: ${question}`,
    pleaseAgree: (person) =>
      `${person}: para responder, eu examinaria estas perguntas. Nada é buscado nem lido antes de você iniciar.`,
    searched: 'Onde busco',
    places: {
      knowledge: 'a base de conhecimento',
      tavily: 'a web (Tavily)',
      brave: 'a web (Brave Search)',
      exa: 'a web (Exa)',
      searxng: 'a web (SearXNG)',
      'offline-search': 'páginas de exemplo da sandbox, no lugar da web',
    },
    pages: 'Páginas para ler',
    rounds: 'Rodadas',
    roundsUpTo: (n) => (n === 1 ? 'uma' : `até ${n}; cada uma busca o que a anterior não encontrou`),
    language: 'Idioma',
    estimate: 'Estimativa',
    atMost: (calls, usd) => `cerca de ${calls} chamadas, até US$ ${usd}`,
    unpriced: (calls, tokens) =>
      `cerca de ${calls} chamadas, até ${tokens} tokens; não sei quanto este modelo custa`,
    free: (calls) => `cerca de ${calls} chamadas, sem custo`,
    start: 'Iniciar',
    change: 'Alterar',
    discard: 'Descartar',
    replyHint:
      'Uma resposta nesta conversa também serve, por exemplo "inclua uma pergunta sobre embalagem", "retire a pergunta 2" ou "pode iniciar".',
    started: (person, date) => `Iniciado por ${person} (${date})`,
    discarded: (person, date) => `Descartado por ${person} (${date}); nada foi buscado`,
    startedInThread: 'Aceito na conversa; o relatório vem abaixo.',
    superseded: 'Há perguntas mais novas abaixo ↓',
  },
  changeForm: {
    title: 'Alterar as perguntas',
    label: 'Perguntas, uma por linha',
    hint: 'Reescreva, apague, mova ou inclua linhas; a ordem conta. Você também pode dizer na conversa o que deve mudar.',
    errors: {
      none: 'Deixe pelo menos uma pergunta.',
      tooMany: (given, max) => `${given} perguntas; são aceitas até ${max}.`,
      tooLong: (line, length, max) =>
        `A linha ${line} tem ${number(length)} caracteres; são aceitos até ${max}.`,
      same: 'São as mesmas perguntas. Altere uma linha, ou feche isto e clique em Iniciar.',
    },
  },
  report: {
    question: 'Pergunta',
    findings: 'Resultados',
    tried: (queries) => `tentei: ${queries}`,
    leftOut: 'O que não pude ler ou ficou de fora',
    shortened: (title) => `${title}: longa demais, só o começo foi lido`,
    resultsCut: (n) =>
      n === 1
        ? 'um outro resultado não foi lido: havia outros mais próximos das perguntas'
        : `outros ${number(n)} resultados não foram lidos: havia outros mais próximos das perguntas`,
    searchFault: (where, reason) => `uma busca falhou (${where}): ${reason}`,
    sources: 'Fontes',
    more: (n) => `e mais ${n}, no PDF`,
    inThePdf: '(o restante está no PDF)',
    replyHint:
      'Uma resposta nesta conversa também muda o relatório, por exemplo "um resumo mais curto" ou "retire o resultado 2". Só os botões decidem.',
    ready: 'Nada foi publicado: o que fazer com ele cabe a uma pessoa.',
    reuse: 'Dele pode sair um rascunho; o que ele cita vem primeiro:',
    makeCarousel: 'Fazer um carrossel disto',
    makeArticle: 'Fazer um artigo disto',
  },
  from: {
    unknown:
      'Não conheço nenhuma pesquisa com este link ou código. Copie o link de uma mensagem da conversa de um relatório aprovado.',
    otherTeam: 'Esta pesquisa é de outra equipe, por isso o relatório dela não pode ser usado aqui.',
    noResearch:
      'Isto não é uma pesquisa: um rascunho só pode ser feito de um relatório aprovado de /research.',
    notApproved:
      'Esta pesquisa ainda não está aprovada; um rascunho pode ser feito dela depois da aprovação do relatório.',
    rejected: 'Este relatório foi rejeitado, por isso nenhum rascunho pode ser feito dele.',
    stopped: 'Esta pesquisa terminou sem relatório, por isso nenhum rascunho pode ser feito dela.',
    notRead: 'O banco de dados não disse a tempo qual é este relatório. Tente de novo, por favor.',
    field: 'A partir de uma pesquisa',
    approvedReport: 'o relatório aprovado dela; o que ele cita vem primeiro',
  },
};
