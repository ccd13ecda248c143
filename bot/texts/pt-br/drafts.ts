import type { DraftsTexts } from '../en/drafts.ts';
import { buttonsPtBr } from './answers.ts';
import { conversationPtBr } from './conversation.ts';
import { articlePtBr, carouselPtBr, reportPtBr } from './draft-kinds.ts';
import { refusalPtBr } from './refusals.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const draftsPtBr: DraftsTexts = {
  ...conversationPtBr,

  // Each masculine: sentences agree with it.
  work: {
    carousel: 'carrossel',
    blog: 'artigo',
    research: 'relatório',
    plan: 'plano',
    knowledge: 'documento',
    brand_kit: 'kit de marca',
    outreach_notes: 'lote de mensagens',
    lead_enrichment: 'enriquecimento',
    incoming_webhook: 'texto de resposta',
  },
  kinds: { carousel: carouselPtBr, blog: articlePtBr, research: reportPtBr },
  command: {
    started: 'Recebido. O rascunho vai aparecer em uma conversa deste canal.',
    tooLong: (length, max) =>
      `Este briefing tem ${number(length)} caracteres; são aceitos até ${number(max)}. Nada foi iniciado. Encurte o texto, ou adicione o texto longo à base de conhecimento com /knowledge adicionar e escreva aqui só o tema.`,
    noTopic: 'Vejo ali só nomes e sinais. Nada foi iniciado. Diga em algumas palavras de que se trata.',
    yourText: 'Seu texto:',
    unknownCommand: (command) =>
      `Não conheço ${command}. Tente /carousel ajuda, /blog ajuda, /research ajuda, /plan ajuda ou /knowledge ajuda.`,
    guest:
      'Convidados não podem iniciar rascunhos. Peça a um membro da equipe; você continua podendo ler a conversa. Nada foi iniciado.',
    unknownPerson:
      'O Slack não me disse a tempo quem você é, por isso nada foi iniciado. Envie o comando de novo, por favor.',
    notCertain:
      'Ainda não é certo: o banco de dados não respondeu. Por favor, não repita o comando; continuo perguntando e conto aqui como terminou.',
    startedAfterAll: (what) => `Deu certo: seu ${what} está em andamento e aparece no canal.`,
    nothingStarted: 'Nada foi iniciado.',
    notStarted:
      'Não deu certo: o banco de dados não pôde ser alcançado e nada foi iniciado. Envie o comando de novo, por favor.',
    formNotOpened: (command) =>
      `O Slack não abriu o formulário a tempo. Tente de novo; \`${command}\` com suas palavras em seguida funciona sem formulário.`,
    unknownTeam:
      'Nada foi iniciado: este workspace ainda não está configurado. Quem instalou o Greenlight executa `npm run setup`.',
    refused: (code) => `Nada foi iniciado: ${refusalPtBr(code)}`,
    notInChannel: (channel, what) =>
      `Não estou em ${channel}, por isso não pude publicar lá e seu ${what} não foi iniciado. Escreva \`/invite @Greenlight\` nesse canal e envie o comando de novo.`,
    archived: (channel, what) =>
      `${channel} está arquivado ou fechado para publicações, por isso seu ${what} não foi iniciado. Envie o comando em outro canal.`,
    fileAltered: (file: string) =>
      `O arquivo guardado "${file}" não é o que foi mostrado e aprovado: o conteúdo dele mudou. Não vou publicá-lo em lugar nenhum. Avise um administrador, que encontra os detalhes no log.`,
    archivedMeanwhile: (channel, what) =>
      `${channel} está arquivado ou fechado para publicações, por isso não consigo mostrar seu ${what} lá. Nada se perdeu: reabra o canal e ele continua sozinho.`,
    leftChannel: (channel, what) =>
      `Não estou mais em ${channel}, por isso não consigo mostrar seu ${what} lá. Nada se perdeu: escreva \`/invite @Greenlight\` nesse canal e ele continua sozinho.`,
    missingScope: (scope) =>
      `O Slack não me deixa publicar: falta ao app a permissão \`${scope}\`. Seu comando está guardado e continua assim que um administrador a adicionar (api.slack.com/apps, OAuth & Permissions) e reinstalar o app.`,
    storedForLater:
      'Seu comando está guardado. O Slack não aceita meu token no momento; o trabalho começa assim que um administrador definir um `SLACK_BOT_TOKEN` válido; `npm run doctor` o verifica.',
    stoppedUncertain: (what) =>
      `Preciso parar antes que o banco de dados responda. Se em alguns minutos não aparecer no canal uma mensagem sobre seu ${what}, envie o comando de novo, por favor.`,
  },
  form: {
    submit: 'Iniciar',
    close: buttonsPtBr.cancel,
    channel: 'Canal',
    channelHint: 'Onde a conversa aparece. Preciso estar nele: /invite @Greenlight.',
    audience: 'Público',
    language: 'Idioma',
    languages: { pt: 'Português', en: 'Inglês' },
    tone: 'Tom',
    toneHint: 'Por exemplo simples e técnico.',
    keywords: 'Palavras-chave',
    keywordsHint: 'O que as pessoas pesquisam, separadas por vírgulas.',
    approver: 'A quem pedir primeiro',
    approverHint: 'Uma das pessoas que podem aprovar. A regra da equipe vale do mesmo jeito.',
    callToAction: 'Chamada para ação',
    addresses: 'Páginas para ler',
    addressesHint: (max) =>
      `Endereços com https:// ou http://, um por linha, até ${max}. São lidos além da base de conhecimento.`,
    errors: {
      approver:
        'Essa pessoa não pode aprovar. Escolha uma das que podem, como /approvers as lista, e não você.',
      tooLong: (length, max) => `${number(length)} caracteres; são aceitos até ${number(max)}.`,
      length: (min, max) => `Um número inteiro de ${number(min)} a ${number(max)}.`,
      notAnAddress: (line) =>
        `"${line}" não é um endereço que eu possa ler: precisa começar com https:// ou http:// e dizer um site.`,
      tooManyAddresses: (given, max) => `${given} endereços; são aceitos até ${max}.`,
    },
  },
  brief: {
    heading: {
      carousel: 'Carrossel',
      blog: 'Artigo',
      research: 'Pesquisa',
      plan: 'Plano',
      knowledge: 'Documento',
      brand_kit: 'Kit de marca',
      outreach_notes: 'Mensagens de uma campanha',
      lead_enrichment: 'Enriquecimento de leads',
      incoming_webhook: 'Resposta recebida',
    },
    requestedBy: (person) => `Pedido por ${person}`,
    requestedThrough: (person, token, owner) =>
      `Pedido por ${person}, por meio de ${token}${owner === null ? '' : ` (token de ${owner})`}`,
    fields: {
      audience: 'Público',
      language: 'Idioma',
      slides: 'Slides',
      words: 'Palavras',
      tone: 'Tom',
      keywords: 'Palavras-chave',
      callToAction: 'Chamada para ação',
      pages: 'Páginas para ler',
      rounds: 'Rodadas',
      address: 'Endereço',
    },
    status: {
      queued: 'Esperando um agente',
      running: 'Um agente está trabalhando nisso; veja a conversa',
      awaiting_review: 'Um rascunho espera revisão na conversa',
      awaiting_input: 'Esperando uma resposta na conversa',
      awaiting_budget: 'Parado em um limite de gastos; veja a conversa',
      completed: 'Aprovado; os arquivos finais estão na conversa',
      rejected: 'Rejeitado; veja a conversa',
      failed: 'Interrompido por um problema; veja a conversa',
      cancelled: 'Cancelado',
      expired: 'Expirado sem decisão; veja a conversa',
    },
    stored: 'Guardado; veja a conversa',
    inUse: 'Em uso',
    discarded: 'Descartado; nada mudou',
    version: (n) => `versão ${n}`,
  },
  progress: {
    steps: {
      retrieve: 'Pesquisar a base de conhecimento',
      research: 'Ler as páginas indicadas e pesquisar a base de conhecimento',
      plan: 'Planejar o ângulo e o roteiro',
      outline: 'Estrutura: ângulo, público, palavras-chave, seções',
      write: 'Escrever o texto',
      check: 'Verificar afirmações, tamanhos e regras da casa',
      render: 'Desenhar os slides',
      preview: 'Fazer a prévia e os arquivos',
      fetch: 'Buscar o documento',
      read: 'Ler o texto dele',
      store: 'Guardar na base de conhecimento',
      draw: 'Desenhar slides de amostra',
      propose: 'Propor briefings que os documentos sustentam',
      read_sites: 'Ler os sites das empresas',
      gather: 'Reunir as alterações',
      read_reply: 'Ler o que a pessoa quer',
      write_answer: 'Redigir e verificar uma resposta',
    },
    researchSteps: {
      plan: 'Dividir a pergunta em perguntas menores',
      search: 'Buscar para cada pergunta',
      read: 'Ler o que foi encontrado e anotar citações',
      write: 'Escrever o relatório',
      check: 'Verificar cada afirmação nas citações',
      preview: 'Fazer o PDF e os arquivos',
    },
    details: {
      notes: (n) => `mensagens para ${number(n)} ${n === 1 ? 'pessoa' : 'pessoas'}`,
      briefs: (n) => `${number(n)} ${n === 1 ? 'briefing' : 'briefings'}`,
      passages: (n) => `${number(n)} ${n === 1 ? 'trecho' : 'trechos'}`,
      questions: (n) => `${number(n)} ${n === 1 ? 'pergunta' : 'perguntas'}`,
      questions_open: (n) => `${number(n)} ${n === 1 ? 'pergunta em aberto' : 'perguntas em aberto'}`,
      pages_to_read: (n) => `${number(n)} ${n === 1 ? 'página para ler' : 'páginas para ler'}`,
      pages_read: (n) => `${number(n)} ${n === 1 ? 'página lida' : 'páginas lidas'}`,
      pages_unread: (n) => `${number(n)} não`,
      sections: (n) => `${number(n)} ${n === 1 ? 'seção' : 'seções'}`,
      words: (n) => `${number(n)} ${n === 1 ? 'palavra' : 'palavras'}`,
      slides: (n) => `${number(n)} ${n === 1 ? 'slide' : 'slides'}`,
      pages: (n) => `${number(n)} ${n === 1 ? 'página' : 'páginas'}`,
      to_repair: (n) => `${number(n)} a corrigir`,
      warnings: (n) => `${number(n)} ${n === 1 ? 'aviso' : 'avisos'}`,
      records_read: (n) => `${number(n)} ${n === 1 ? 'lido' : 'lidos'}`,
      records: (n) => `de ${number(n)} ${n === 1 ? 'lead' : 'leads'}`,
      leads_changed: (n) => `${number(n)} ${n === 1 ? 'lead' : 'leads'} com algo novo`,
      kilobytes: (n) => `${number(n)} KB`,
      characters: (n) => `${number(n)} ${n === 1 ? 'caractere' : 'caracteres'}`,
      pixels_wide: (n) => `${number(n)} px de largura`,
      pixels_high: (n) => `${number(n)} px de altura`,
      passed: () => 'tudo certo',
    },
    step: (n, of) => `Passo ${n} de ${of}`,
    waiting: 'Esperando um agente',
    working: (version) => `Trabalhando na versão ${version}`,
    readingReply: 'Lendo a resposta',
    readingDocument: 'Lendo o documento',
    drawing: 'Desenhando a prévia',
    goingOn: (step, name) => `Continuando do passo ${step}: ${name}. O que já estava pronto fica.`,
    retryFrom: (step, name) => `Tentar de novo continua do passo ${step}: ${name}.`,
    awaitingReview: (version) => `A versão ${version} espera revisão abaixo`,
    awaitingAnswer: 'Esperando sua resposta abaixo',
    awaitingBudget: 'Parado em um limite de gastos; decida abaixo',
    done: 'Pronto',
    completed: 'Pronto: os arquivos finais estão abaixo',
    rejected: 'Rejeitado; nada mais será feito',
    cancelledBy: (person) => `Cancelado por ${person}`,
    cancelled: 'Cancelado',
    failed: 'Interrompido por um problema',
    expired: 'Expirado sem decisão; Retomar está abaixo',
    expiredForGood: 'Expirado sem decisão',
    retryAt: (attempt, of, date) => `A tentativa ${attempt} de ${of} falhou; próxima: ${date}`,
    cancel: 'Cancelar',
    retry: 'Tentar de novo',
    atWork: (what) => `está preparando o ${what}…`,
    confirmCancel: (what) => ({
      title: `Cancelar este ${what}?`,
      text: 'O trabalho para e nada mais é publicado. O que está na conversa fica.',
      confirm: `Cancelar o ${what}`,
      deny: buttonsPtBr.keepIt,
    }),
  },
  files: {
    pages: (version, pages) => `Versão ${version}: ${pages} ${pages === 1 ? 'slide' : 'slides'} (rascunho)`,
    freshPages: (version, pages) =>
      `Versão ${version}: ${pages} ${pages === 1 ? 'slide novo' : 'slides novos'} (rascunho); o cartão mostra todos`,
    overview: (version) => `Versão ${version}: todos os slides (rascunho); nenhum é novo`,
    article: (version, pages) =>
      `Versão ${version}: ${pages} ${pages === 1 ? 'página' : 'páginas'} de prévia, Markdown e HTML (rascunho)`,
    report: (version) => `Versão ${version}: PDF e Markdown (rascunho)`,
    samples: (pages) => `${pages} ${pages === 1 ? 'slide' : 'slides'} de amostra`,
    final: 'Arquivos finais',
  },
  job: {
    cancelNotAllowed: 'Só quem pediu, aprovadores e administradores podem cancelar este trabalho.',
    retryNotAllowed: 'Só quem pediu, aprovadores e administradores podem tentar este trabalho de novo.',
    resumeNotAllowed: 'Só quem pediu e quem pode aprovar podem retomar este trabalho.',
    cancelTooLate: (status) => `Não há o que cancelar: o trabalho está ${status}.`,
    retryNotNow: (status) => `Não há o que tentar de novo: o trabalho está ${status}.`,
    resumeNotNow: (status) => `Não há o que retomar: o trabalho está ${status}.`,
    resumeTooLate:
      'Este trabalho expirou há tempo demais: os arquivos já não existem. Envie o comando de novo para recomeçar.',
    expired: {
      until: (date) =>
        `*Expirado: a decisão não veio a tempo.* Retomar reabre tudo como está. Os arquivos ficam guardados até: ${date}`,
      forGood:
        '*Expirado: a decisão não veio a tempo.* Os arquivos já não existem; envie o comando de novo para recomeçar.',
      resume: 'Retomar',
    },
    notFound: 'Este trabalho não existe mais.',
    status: {
      queued: 'esperando um agente',
      running: 'em trabalho',
      awaiting_review: 'esperando revisão',
      awaiting_input: 'esperando uma resposta',
      awaiting_budget: 'parado em um limite de gastos',
      completed: 'concluído',
      rejected: 'rejeitado',
      failed: 'interrompido por um problema',
      cancelled: 'cancelado',
      expired: 'expirado',
    },
  },
};
