import { briefLength, slideCount } from '../../ports/content.ts';
import { explainInPortuguese } from './explain-in-portuguese.ts';
import type { Texts } from './texts.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const ptBr: Texts = {
  locale: 'pt-BR',

  command: {
    help: [
      '*`/carousel` rascunha um carrossel para o LinkedIn; quem decide são pessoas.*',
      '• `/carousel 5 erros ao escolher um fornecedor de implantes` inicia um rascunho sobre isso.',
      `• \`/carousel 6 slides sobre passivação\` também define o número de slides (${slideCount.min} a ${slideCount.max}; sem número: ${slideCount.default}).`,
      '• `/carousel` sozinho abre um formulário: briefing, público, idioma, slides, tom, chamada para ação.',
      '• `/carousel help` mostra esta ajuda.',
      'O rascunho chega em uma conversa do canal. Aprovadores apertam *Aprovar*, *Pedir mudanças* ou *Rejeitar*; "slide 4: …" no pedido muda só o slide 4. O PDF final e as imagens vêm depois da aprovação. Nada é publicado sozinho.',
    ].join('\n'),
    started: 'Recebido. O rascunho vai aparecer em uma conversa deste canal.',
    tooLong: (length, max) =>
      `Este briefing tem ${number(length)} caracteres; são aceitos até ${number(max)}. Nada foi iniciado. Encurte o texto, ou acrescente o texto longo à base de conhecimento e escreva aqui só o tema.`,
    yourText: 'Seu texto:',
    slidesOutOfRange: (asked, min, max) =>
      `Um carrossel tem de ${min} a ${max} slides; você pediu ${asked}. Nada foi iniciado. Repita o comando com um número nessa faixa.`,
    didYouMean: (word, meant) => {
      const suggestion = {
        help: 'Você quis dizer /carousel help?',
        status: 'A situação de um carrossel aparece na conversa dele; /carousel help explica.',
        cancel: 'Um carrossel é cancelado com o botão Cancelar na conversa dele.',
        retry: 'Um carrossel parado é retomado com o botão Tentar de novo na conversa dele.',
      }[meant];
      return `"${word}" sozinho não é um tema que eu conheça. ${suggestion} Nada foi iniciado. Para um carrossel sobre essa palavra, escreva mais algumas palavras.`;
    },
    unknownCommand: (command) => `Não conheço ${command}. Tente /carousel help.`,
    useAChannel: 'Use `/carousel` em um canal, onde um aprovador veja o rascunho. Nada foi iniciado.',
    guest:
      'Convidados não podem iniciar rascunhos. Peça a um membro da equipe; você continua podendo ler a conversa. Nada foi iniciado.',
    unknownPerson:
      'O Slack não me disse a tempo quem você é, por isso nada foi iniciado. Envie o comando de novo, por favor.',
    notCertain:
      'Ainda não é certo: o banco de dados não respondeu. Por favor, não repita o comando; continuo perguntando e conto aqui como terminou.',
    startedAfterAll: 'Deu certo: o rascunho foi iniciado e aparece no canal.',
    notStarted:
      'Não deu certo: o banco de dados não pôde ser alcançado e nada foi iniciado. Envie o comando de novo, por favor.',
    formNotOpened:
      'O Slack não abriu o formulário a tempo. Tente de novo, ou escreva `/carousel` com o tema em seguida.',
    unknownTeam:
      'Nada foi iniciado: este workspace ainda não está configurado. Peça a um admin que execute a instalação.',
    refused: (reason) => `Nada foi iniciado: ${reason}`,
    notInChannel: (channel) =>
      `Não estou em ${channel}, por isso não pude publicar lá e o rascunho não foi iniciado. Escreva \`/invite @Greenlight\` nesse canal e envie o comando de novo.`,
    archived: (channel) =>
      `${channel} está arquivado ou fechado para publicações, por isso o rascunho não foi iniciado. Envie o comando em outro canal.`,
    archivedMeanwhile: (channel) =>
      `${channel} está arquivado ou fechado para publicações, por isso não consigo mostrar seu carrossel lá. Nada se perdeu: reabra o canal e ele continua sozinho.`,
    leftChannel: (channel) =>
      `Não estou mais em ${channel}, por isso não consigo mostrar seu carrossel lá. Nada se perdeu: escreva \`/invite @Greenlight\` nesse canal e ele continua sozinho.`,
    missingScope: (scope) =>
      `O Slack não me deixa publicar: falta ao app a permissão \`${scope}\`. Seu comando está guardado e continua assim que um admin a acrescentar.`,
    storedForLater:
      'Seu comando está guardado. O Slack não aceita meu token no momento; o rascunho começa assim que um admin resolver isso.',
    stoppedUncertain:
      'Preciso parar antes que o banco de dados responda. Se em alguns minutos não aparecer no canal uma mensagem sobre seu carrossel, envie o comando de novo, por favor.',
  },

  form: {
    title: 'Novo carrossel',
    submit: 'Iniciar',
    close: 'Cancelar',
    brief: 'Briefing',
    briefHint: `Sobre o que deve ser, até ${number(briefLength.max)} caracteres.`,
    audience: 'Público',
    audienceHint: 'Quem deve parar de rolar, por exemplo compradores de marcas de ortopedia.',
    language: 'Idioma',
    languages: { auto: 'Como o briefing', pt: 'Português', en: 'Inglês' },
    slides: (min, max) => `Número de slides (${min} a ${max})`,
    slidesHint: (standard) => `Vazio: ${standard}.`,
    tone: 'Tom',
    toneHint: 'Por exemplo simples e técnico.',
    callToAction: 'Chamada para ação',
    callToActionHint: 'O que o último slide pede.',
    errors: {
      briefMissing: 'Diga sobre o que o carrossel deve ser.',
      tooLong: (length, max) => `${number(length)} caracteres; são aceitos até ${number(max)}.`,
      slides: (min, max) => `Um número inteiro de ${min} a ${max}.`,
    },
  },

  brief: {
    heading: 'Carrossel',
    requestedBy: (person) => `Pedido por ${person}`,
    fields: {
      audience: 'Público',
      language: 'Idioma',
      slides: 'Slides',
      tone: 'Tom',
      callToAction: 'Chamada para ação',
    },
    status: {
      queued: 'Esperando um agente',
      running: 'Um agente está trabalhando nisso; veja a conversa',
      awaiting_review: 'Um rascunho espera revisão na conversa',
      awaiting_input: 'Esperando uma resposta na conversa',
      awaiting_budget: 'Esperando uma decisão de orçamento na conversa',
      completed: 'Aprovado; os arquivos finais estão na conversa',
      rejected: 'Rejeitado; veja a conversa',
      failed: 'Parado por um problema; veja a conversa',
      cancelled: 'Cancelado',
      expired: 'Expirou sem decisão',
    },
    version: (n) => `versão ${n}`,
    fallback: (topic) => `Carrossel: ${topic}`,
  },

  progress: {
    steps: {
      retrieve: 'Pesquisar a base de conhecimento',
      plan: 'Planejar o ângulo e o roteiro',
      write: 'Escrever os slides e o post',
      review: 'Conferir afirmações, tamanhos e regras da casa',
      render: 'Desenhar as páginas',
      finalize: 'Fazer os arquivos finais',
    },
    details: {
      passages: (n) => `${n} ${n === 1 ? 'trecho' : 'trechos'}`,
      slides: (n) => `${n} ${n === 1 ? 'slide' : 'slides'}`,
      pages: (n) => `${n} ${n === 1 ? 'página' : 'páginas'}`,
      files: (n) => `${n} ${n === 1 ? 'arquivo' : 'arquivos'}`,
      warnings: (n) => `${n} ${n === 1 ? 'aviso' : 'avisos'}`,
      'to repair': (n) => `${n} a consertar`,
      passed: () => 'tudo certo',
    },
    step: (n, of) => `Passo ${n} de ${of}`,
    waiting: 'Esperando um agente',
    working: (version) => `Trabalhando na versão ${version}`,
    finishing: 'Fazendo os arquivos finais',
    awaitingReview: (version) => `A versão ${version} espera revisão abaixo`,
    awaitingAnswer: 'Esperando uma resposta',
    completed: 'Pronto: os arquivos finais estão abaixo',
    rejected: 'Rejeitado; nada mais será feito',
    cancelledBy: (person) => `Cancelado por ${person}`,
    cancelled: 'Cancelado',
    expired: 'Expirou sem decisão',
    failed: 'Parado por um problema',
    retryAt: (attempt, of, date) => `A tentativa ${attempt} de ${of} falhou; a próxima é ${date}`,
    cancel: 'Cancelar',
    retry: 'Tentar de novo',
    confirmCancel: {
      title: 'Cancelar este carrossel?',
      text: 'O trabalho para e nada mais é publicado. O que está na conversa fica.',
      confirm: 'Cancelar',
      deny: 'Continuar',
    },
  },

  errors: explainInPortuguese,

  card: {
    heading: (version) => `Rascunho, versão ${version}`,
    review: (people) => `${people}: por favor, revisem.`,
    nobodyMayApprove:
      'Ninguém nesta equipe pode aprovar este rascunho ainda. Um admin pode dar a alguém o papel de aprovador.',
    overviewAlt: (title, slides) => `Visão geral dos ${slides} slides de "${title}"`,
    slideTitles: 'Slides',
    post: 'Post',
    basedOn: 'Baseado em',
    moreSources: (n) => `e mais ${n}`,
    warnings: 'As conferências pedem atenção a',
    slide: (n) => `Slide ${n}`,
    ruleForbids: (words, reason) => `As regras da casa proíbem "${words}": ${reason}`,
    ruleRequires: (words, reason) => `As regras da casa exigem "${words}": ${reason}`,
    offline: 'offline writer: composto da base de conhecimento, sem modelo de linguagem',
    aiMade: (model) => `escrito por uma máquina (${model}); confira antes de aprovar`,
    change: 'O que foi pedido para mudar:',
    approve: 'Aprovar',
    requestChanges: 'Pedir mudanças',
    reject: 'Rejeitar',
    confirmReject: {
      title: 'Rejeitar este carrossel?',
      text: 'O trabalho termina e nenhum arquivo final é feito. Para melhorar o rascunho, use Pedir mudanças.',
      confirm: 'Rejeitar',
      deny: 'Voltar',
    },
    quorum: (approvals, quorum, people) => `${approvals} de ${quorum} aprovações: ${people}`,
    approved: (by) => `Aprovado por ${by}`,
    byAt: (person, date) => `${person} em ${date}`,
    makingFinal: 'Fazendo os arquivos finais.',
    finalBelow: 'Os arquivos finais estão abaixo.',
    finalFailed: 'Os arquivos finais ainda não puderam ser feitos; veja os passos acima.',
    superseded: (version) => `Substituída pela versão ${version} ↓`,
    changesRequested: (person, date) => `Mudanças pedidas por ${person} em ${date}`,
    changesUnderway: (version) => `A versão ${version} está sendo feita.`,
    rejected: (person, date) => `Rejeitado por ${person} em ${date}`,
    closed: {
      cancelled: 'O trabalho foi cancelado; este rascunho não pode mais ser decidido.',
      failed: 'O trabalho parou por um problema; este rascunho não pode ser decidido agora.',
      expired: 'O prazo para decidir acabou.',
    },
    fallback: (version, title) => `O rascunho versão ${version} espera revisão: ${title}`,
  },

  files: {
    pages: (version, pages) => `Versão ${version}: ${pages} páginas (rascunho)`,
    final: 'Arquivos finais',
  },

  outcome: {
    completed: (person) => `${person} seu carrossel foi aprovado e os arquivos finais estão nesta conversa.`,
    readyToCopy: 'Texto do post, pronto para copiar:',
    rejected: (person, by) => `${person} seu carrossel foi rejeitado por ${by}.`,
    failed: (person) => `${person} seu carrossel parou por um problema.`,
    cancelled: (person, by) =>
      by ? `${person} seu carrossel foi cancelado por ${by}.` : `${person} seu carrossel foi cancelado.`,
    expired: (person) => `${person} seu carrossel expirou sem decisão.`,
    retryHint: 'O botão Tentar de novo está acima, junto aos passos.',
    fallback: {
      completed: 'Seu carrossel foi aprovado; os arquivos finais estão na conversa.',
      rejected: 'Seu carrossel foi rejeitado.',
      failed: 'Seu carrossel parou por um problema.',
      cancelled: 'Seu carrossel foi cancelado.',
      expired: 'Seu carrossel expirou sem decisão.',
    },
  },

  review: {
    superseded: (version, current, link) =>
      `A versão ${version} foi substituída pela versão ${current}. Nada foi decidido.${link ? ` ${link}` : ''}`,
    openCurrent: 'Abrir a versão atual',
    alreadyDecided: {
      approve: (by, date) => `Já decidido: aprovado por ${by} em ${date}. Seu clique não mudou nada.`,
      request_changes: (by, date) =>
        `Já decidido: mudanças pedidas por ${by} em ${date}. Seu clique não mudou nada.`,
      reject: (by, date) => `Já decidido: rejeitado por ${by} em ${date}. Seu clique não mudou nada.`,
      other: (status) =>
        `Este rascunho não pode mais ser decidido: o trabalho está ${status}. Seu clique não mudou nada.`,
    },
    notAllowed: {
      requester: 'Você pediu este carrossel, por isso não pode aprovar nem rejeitar (quatro olhos).',
      role: 'Seu papel não permite decidir sobre este rascunho.',
      guest: 'Convidados não decidem sobre rascunhos.',
      alreadyApproved: (approvals, quorum) =>
        `Sua aprovação já conta: ${approvals} de ${quorum}. Falta outra pessoa.`,
    },
    whoMay: (people) => `Quem pode: ${people}.`,
    nobodyMay: 'Ninguém pode no momento; um admin pode dar a alguém o papel de aprovador.',
    notRecorded:
      'Não registrado: o banco de dados não respondeu. Aperte de novo; uma decisão conta só uma vez.',
    recordingTakesLong: 'Registrar sua decisão está demorando mais que o normal. Eu conto como terminou.',
    recordedAfterAll: 'Sua decisão está registrada agora.',
    yourNote: 'Sua nota:',
    unknownDraft: 'Este cartão é de um rascunho que não existe mais. Nada foi decidido.',
  },

  changes: {
    title: 'Pedir mudanças',
    submit: 'Enviar',
    close: 'Voltar',
    intro: (version) => `Uma nova versão virá depois da versão ${version} na conversa.`,
    label: 'O que deve mudar?',
    hint: 'Comece com "slide 4:" para mudar só o slide 4.',
    errors: {
      missing: 'Diga o que deve mudar.',
      tooLong: (length, max) => `${number(length)} caracteres; são aceitos até ${number(max)}.`,
      noSuchSlide: (slide, slides) => `Não há slide ${slide}: este rascunho tem os slides 1 a ${slides}.`,
      notRecorded: 'Não registrado: o banco de dados não respondeu. Envie de novo.',
    },
  },

  job: {
    cancelNotAllowed: 'Só quem pediu, aprovadores e admins podem cancelar este carrossel.',
    retryNotAllowed: 'Só quem pediu, aprovadores e admins podem tentar este carrossel de novo.',
    cancelTooLate: (status) => `Não há o que cancelar: o carrossel está ${status}.`,
    retryNotNow: (status) => `Não há o que tentar de novo: o carrossel está ${status}.`,
    notFound: 'Este carrossel não existe mais.',
    status: {
      queued: 'esperando um agente',
      running: 'em trabalho',
      awaiting_review: 'esperando revisão',
      awaiting_input: 'esperando uma resposta',
      awaiting_budget: 'esperando uma decisão de orçamento',
      completed: 'concluído',
      rejected: 'rejeitado',
      failed: 'parado por um problema',
      cancelled: 'cancelado',
      expired: 'expirado',
    },
  },

  oldButton:
    'Este botão é de uma mensagem antiga e não faz mais nada. Procure a mensagem mais nova da conversa.',
  unexpected: (reference) =>
    `Algo deu errado do nosso lado e foi anotado. Tente de novo; se continuar, diga a um admin a referência ${reference}.`,
  mentionHelp: 'Olá! Escreva `/carousel` e um tema para receber um rascunho, ou `/carousel help`.',
  home: {
    heading: 'Greenlight',
    value:
      'Agentes rascunham. Pessoas decidem. Digite um comando em um canal, e o rascunho volta à conversa para aprovação.',
    commands: 'Comandos',
    how: 'Como um rascunho vira final: um agente pesquisa a base de conhecimento, escreve, confere e desenha; um aprovador aperta *Aprovar*, *Pedir mudanças* ou *Rejeitar*; depois da aprovação vêm o PDF final e as imagens. Nada é publicado sozinho.',
    reviewNote:
      'Rascunhos são escritos por uma máquina e podem errar. Por isso uma pessoa decide sobre exatamente o texto mostrado.',
  },
};
