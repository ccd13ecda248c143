import { briefLength } from '../../../ports/content.ts';
import { findingPtBr } from '../finding-pt-br.ts';
import { partsPtBr } from '../part-names.ts';
import { supportPtBr } from '../support-texts.ts';
import { tellsPtBr } from '../tells.ts';
import type { Texts } from '../texts.ts';
import { conversationPtBr } from './conversation.ts';
import { articlePtBr, carouselPtBr } from './draft-kinds.ts';
import { explainInPortuguese } from './explain-model-failure.ts';
import { unreadPtBr } from './unread.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const ptBr: Texts = {
  locale: 'pt-BR',
  ...conversationPtBr,

  // Each masculine: sentences agree with it.
  work: {
    carousel: 'carrossel',
    blog: 'artigo',
    knowledge: 'documento',
    brand_kit: 'kit de marca',
  },
  kinds: { carousel: carouselPtBr, blog: articlePtBr },

  command: {
    started: 'Recebido. O rascunho vai aparecer em uma conversa deste canal.',
    tooLong: (length, max) =>
      `Este briefing tem ${number(length)} caracteres; são aceitos até ${number(max)}. Nada foi iniciado. Encurte o texto, ou adicione o texto longo à base de conhecimento com /knowledge adicionar e escreva aqui só o tema.`,
    yourText: 'Seu texto:',
    unknownCommand: (command) =>
      `Não conheço ${command}. Tente /carousel ajuda, /blog ajuda ou /knowledge ajuda.`,
    inAChannel: (command) =>
      `Use \`${command}\` em um canal, onde um aprovador veja o rascunho. Nada foi iniciado.`,
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
    refused: (reason) => `Nada foi iniciado: ${reason}`,
    notInChannel: (channel, what) =>
      `Não estou em ${channel}, por isso não pude publicar lá e seu ${what} não foi iniciado. Escreva \`/invite @Greenlight\` nesse canal e envie o comando de novo.`,
    archived: (channel, what) =>
      `${channel} está arquivado ou fechado para publicações, por isso seu ${what} não foi iniciado. Envie o comando em outro canal.`,
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
    close: 'Cancelar',
    brief: 'Briefing',
    briefHint: `O tema e o que importa nele, até ${number(briefLength.max)} caracteres.`,
    channel: 'Canal',
    channelHint: 'Onde a conversa aparece. Preciso estar nele: /invite @Greenlight.',
    audience: 'Público',
    language: 'Idioma',
    languages: { auto: 'Como o briefing', pt: 'Português', en: 'Inglês' },
    lengthHint: (standard) => `Vazio: ${standard}.`,
    tone: 'Tom',
    toneHint: 'Por exemplo simples e técnico.',
    keywords: 'Palavras-chave',
    keywordsHint: 'O que as pessoas pesquisam, separadas por vírgulas.',
    callToAction: 'Chamada para ação',
    addresses: 'Páginas para ler',
    addressesHint: (max) =>
      `Endereços com https:// ou http://, um por linha, até ${max}. São lidos além da base de conhecimento.`,
    errors: {
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
      knowledge: 'Documento',
      brand_kit: 'Kit de marca',
    },
    requestedBy: (person) => `Pedido por ${person}`,
    fields: {
      audience: 'Público',
      language: 'Idioma',
      slides: 'Slides',
      words: 'Palavras',
      tone: 'Tom',
      keywords: 'Palavras-chave',
      callToAction: 'Chamada para ação',
      pages: 'Páginas para ler',
      address: 'Endereço',
    },
    status: {
      queued: 'Esperando um agente',
      running: 'Um agente está trabalhando nisso; veja a conversa',
      awaiting_review: 'Um rascunho espera revisão na conversa',
      awaiting_input: 'Esperando uma resposta na conversa',
      awaiting_budget: 'Esperando uma decisão de orçamento na conversa',
      completed: 'Aprovado; os arquivos finais estão na conversa',
      rejected: 'Rejeitado; veja a conversa',
      failed: 'Interrompido por um problema; veja a conversa',
      cancelled: 'Cancelado',
      expired: 'Expirou sem decisão',
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
      strategize: 'Planejar ângulo, público, roteiro e palavras-chave',
      write: 'Escrever o texto',
      review: 'Verificar afirmações, tamanhos e regras da casa',
      render: 'Desenhar os slides',
      preview: 'Fazer a prévia e os arquivos',
      fetch: 'Buscar o documento',
      read: 'Ler o texto dele',
      store: 'Guardar na base de conhecimento',
      draw: 'Desenhar slides de amostra',
    },
    details: {
      passages: (n) => `${n} ${n === 1 ? 'trecho' : 'trechos'}`,
      sections: (n) => `${n} ${n === 1 ? 'seção' : 'seções'}`,
      words: (n) => `${number(n)} ${n === 1 ? 'palavra' : 'palavras'}`,
      characters: (n) => `${number(n)} ${n === 1 ? 'caractere' : 'caracteres'}`,
      slides: (n) => `${n} ${n === 1 ? 'slide' : 'slides'}`,
      pages: (n) => `${n} ${n === 1 ? 'página' : 'páginas'}`,
      files: (n) => `${n} ${n === 1 ? 'arquivo' : 'arquivos'}`,
      warnings: (n) => `${n} ${n === 1 ? 'aviso' : 'avisos'}`,
      'to repair': (n) => `${n} a corrigir`,
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
    done: 'Pronto',
    completed: 'Pronto: os arquivos finais estão abaixo',
    rejected: 'Rejeitado; nada mais será feito',
    cancelledBy: (person) => `Cancelado por ${person}`,
    cancelled: 'Cancelado',
    expired: 'Expirou sem decisão',
    failed: 'Interrompido por um problema',
    retryAt: (attempt, of, date) => `A tentativa ${attempt} de ${of} falhou; próxima: ${date}`,
    cancel: 'Cancelar',
    retry: 'Tentar de novo',
    confirmCancel: (what) => ({
      title: `Cancelar este ${what}?`,
      text: 'O trabalho para e nada mais é publicado. O que está na conversa fica.',
      confirm: `Cancelar o ${what}`,
      deny: 'Manter',
    }),
  },

  errors: explainInPortuguese,
  finding: findingPtBr,
  aiSounding: (sentence, signs) => `Soa como texto de máquina (${signs}): “${sentence}”`,
  tells: tellsPtBr,
  support: supportPtBr,
  unread: unreadPtBr,

  card: {
    heading: (version) => `Rascunho, versão ${version}`,
    review: (people) => `${people}: por favor, revisem.`,
    nobodyMayApprove:
      'Ninguém nesta equipe pode aprovar este rascunho ainda. Um administrador dá a alguém o papel de aprovador com `/approvers`.',
    slideTitles: 'Slides',
    structures: {
      how_to: 'Estrutura: passo a passo, com o que verificar no fim',
      mistakes: 'Estrutura: erros, cada um com seu remédio',
      myth_fact: 'Estrutura: mito e fato',
      story: 'Estrutura: história de um caso',
      numbers: 'Estrutura: números e o que significam',
    },
    beforeAndAfter: 'Antes e depois',
    pictures: 'Imagens da base de conhecimento',
    post: 'Post',
    otherTitles: 'Outros títulos',
    sections: 'Seções',
    facts: {
      slug: 'Endereço curto (slug)',
      metaDescription: 'Metadescrição',
      keywords: 'Palavras-chave',
      readingTime: 'Tempo de leitura',
      language: 'Idioma',
    },
    readingTime: (minutes, count) => `${minutes} min, ${number(count)} palavras`,
    characters: (n) => `(${n} ${n === 1 ? 'caractere' : 'caracteres'})`,
    changes: 'O que mudou desde a versão anterior',
    partNames: partsPtBr,
    partChanged: (before, after) => `${number(before)} → ${number(after)} palavras`,
    partAdded: (count) => `nova, ${number(count)} palavras`,
    partRemoved: (count) => `removida, ${number(count)} palavras`,
    partMoved: 'mudou de lugar',
    moreChanges: (n) => `e mais ${n}; os arquivos mostram`,
    proofs: 'Números e o que a fonte diz',
    moreProofs: (n, number) => `e mais ${n}: pergunte na conversa, por exemplo “de onde vem ${number}?”`,
    basedOn: 'Baseado em',
    moreSources: (n) => `e mais ${n}`,
    warnings: 'As verificações pedem atenção a',
    slide: (n) => `Slide ${n}`,
    offline: 'redator offline: composto da base de conhecimento, sem modelo de linguagem',
    unpriced:
      'não sei quanto este modelo custa: os limites de /budget contam os tokens dele, e nenhum valor em dinheiro',
    aiMade: (model) => `escrito por uma máquina (${model}); verifique antes de aprovar`,
    change: 'O que foi pedido:',
    approve: 'Aprovar',
    requestChanges: 'Pedir alterações',
    reject: 'Rejeitar',
    confirmReject: (what) => ({
      title: `Rejeitar este ${what}?`,
      text: 'O trabalho termina e nenhum arquivo final é feito. Para melhorar o rascunho, use Pedir alterações.',
      confirm: 'Rejeitar',
      deny: 'Voltar',
    }),
    replyBeingMet: 'Uma resposta na conversa está sendo atendida; os botões voltam em instantes.',
    replyHint:
      'Uma resposta nesta conversa também muda o rascunho, por exemplo "introdução mais curta". Só os botões decidem.',
    closedFor: 'Fechado para aprovação. As últimas verificações encontraram:',
    askToMend: (person) => `${person} esta versão não pode ser aprovada como está. Peça mudanças ou rejeite.`,
    noFinalFiles: (person) =>
      `${person} esta versão foi feita antes de os arquivos finais virem com o rascunho, por isso não pode ser aprovada. Peça mudanças; a próxima versão já os traz.`,
    quorum: (approvals, quorum, people) => `${approvals} de ${quorum} aprovações: ${people}`,
    approved: (by) => `Aprovado por ${by}`,
    byAt: (person, date) => `${person} (${date})`,
    finalBelow: 'Os arquivos finais estão abaixo.',
    superseded: (version) => `Substituída pela versão ${version} ↓`,
    changesRequested: (person, date) => `Alterações pedidas por ${person} (${date})`,
    changesUnderway: (version) => `A versão ${version} está sendo feita.`,
    rejected: (person, date) => `Rejeitado por ${person} (${date})`,
    closed: {
      cancelled: 'O trabalho foi cancelado; este rascunho não pode mais ser decidido.',
      failed: 'O trabalho foi interrompido por um problema; este rascunho não pode ser decidido agora.',
      expired: 'O prazo para decidir acabou.',
    },
    fallback: (version, title) => `O rascunho versão ${version} espera revisão: ${title}`,
  },

  files: {
    pages: (version, pages) => `Versão ${version}: ${pages} ${pages === 1 ? 'slide' : 'slides'} (rascunho)`,
    freshPages: (version, pages) =>
      `Versão ${version}: ${pages} ${pages === 1 ? 'slide novo' : 'slides novos'} (rascunho); o cartão mostra todos`,
    overview: (version) => `Versão ${version}: todos os slides (rascunho); nenhum é novo`,
    article: (version, pages) =>
      `Versão ${version}: ${pages} ${pages === 1 ? 'página' : 'páginas'} de prévia, Markdown e HTML (rascunho)`,
    samples: (pages) => `${pages} ${pages === 1 ? 'slide' : 'slides'} de amostra`,
    final: 'Arquivos finais',
  },

  finals: {
    open: 'Abrir arquivos finais',
    forYou: (version) =>
      `Os arquivos finais da versão ${version}, exatamente como saem depois da aprovação. Aqui só você os vê; abri-los não aprova nada.`,
    sent: (link) =>
      link === null
        ? 'Os arquivos finais estão nas suas mensagens diretas comigo.'
        : `Os arquivos finais estão nas suas mensagens diretas comigo: <${link}|abrir>.`,
    notSent: 'Não foi possível enviar os arquivos finais agora. Clique de novo.',
    notYours: 'Só quem pode aprovar este rascunho pode abrir os arquivos finais.',
    gone: 'Esta versão não tem mais arquivos finais: ela não pode mais sair.',
    record: (by, version, hash) =>
      `Registro: versão ${version}, aprovada por ${by}. SHA-256 do rascunho com todos os arquivos: \`${hash}\`; de cada arquivo:`,
  },

  outcome: {
    completed: (person, what) =>
      `${person} seu ${what} foi aprovado e os arquivos finais estão nesta conversa.`,
    readyToCopy: 'Texto do post, pronto para copiar:',
    articleReady:
      'Título, endereço curto e metadescrição, prontos para copiar. Nada foi publicado: isso cabe a uma pessoa.',
    stored: 'O documento está na base de conhecimento.',
    storedPicture: 'A imagem está na base de conhecimento.',
    pictureKnown:
      'Exatamente a mesma imagem com as mesmas palavras já estava lá, por isso ela fica uma vez só.',
    pictureHint:
      'Ela pode aparecer em um slide cujo tema as palavras dela citam. Local, hora e aparelho que o arquivo talvez trouxesse foram retirados.',
    storedFacts: (passages, language) =>
      `${number(passages)} ${passages === 1 ? 'trecho' : 'trechos'}, ${language}`,
    alreadyKnown: 'Exatamente o mesmo texto já estava lá, por isso ele fica uma vez só.',
    replacesEarlier: 'Ele substitui o que a mesma fonte trouxe antes.',
    searchHint:
      'Procure com `/knowledge buscar` e algumas palavras; os rascunhos usam o documento a partir de agora.',
    readingNotes: 'O que saber sobre a leitura',
    readingNote: {
      pages_without_text: 'Algumas páginas são imagens sem texto; não puderam ser lidas.',
      hidden_text: 'Havia caracteres que ninguém vê; ficaram de fora.',
      little_text: 'Há muito pouco texto na página; talvez um navegador mostre mais do que consigo ler.',
      behind_paywall: 'Sem assinatura a página mostra só o começo; apenas ele foi lido.',
      signs_unclear:
        'O arquivo guarda alguns sinais de forma ilegível; pode faltar um sinal de menos ou outro, por isso confira os números.',
      language_differs: 'Parece estar em outro idioma que não o escolhido.',
      not_embedded: 'A busca o encontra só pelas palavras; pelo sentido, depois que outro documento entrar.',
    },
    kitInUse: (person) => `${person} o kit de marca está em uso; novos rascunhos o seguem.`,
    kitDiscarded: (person) => `${person} a proposta foi descartada; o kit de marca fica como estava.`,
    rejected: (person, by, what) => `${person} seu ${what} foi rejeitado por ${by}.`,
    failed: (person, what) =>
      `${person} seu ${what} foi interrompido por um problema. O motivo e o que fazer estão acima, junto aos passos.`,
    cancelled: (person, by, what) =>
      person === null
        ? `O ${what} foi cancelado.`
        : by
          ? `${person} seu ${what} foi cancelado por ${by}.`
          : `${person} seu ${what} foi cancelado.`,
    expired: (person, what) => `${person} seu ${what} expirou sem decisão.`,
  },

  review: {
    superseded: (version, current, link) =>
      `A versão ${version} foi substituída pela versão ${current}. Nada foi decidido.${link ? ` ${link}` : ''}`,
    openCurrent: 'Abrir a versão atual',
    alreadyDecided: {
      approve: (by, date) => `Já decidido: aprovado por ${by} (${date}). Seu clique não alterou nada.`,
      request_changes: (by, date) =>
        `Já decidido: alterações pedidas por ${by} (${date}). Seu clique não alterou nada.`,
      reject: (by, date) => `Já decidido: rejeitado por ${by} (${date}). Seu clique não alterou nada.`,
      other: (status) =>
        `Este rascunho não pode mais ser decidido: o trabalho está ${status}. Seu clique não alterou nada.`,
      busy: 'Uma resposta na conversa está sendo lida. Se ela não mudar nada, você pode clicar de novo em instantes; se mudar, vem o próximo cartão. Seu clique não alterou nada.',
    },
    notAllowed: {
      requester: 'Você pediu este rascunho, por isso não pode aprovar nem rejeitar (quatro olhos).',
      role: 'Seu papel não permite decidir sobre este rascunho.',
      guest: 'Convidados não decidem sobre rascunhos.',
      author:
        'Há palavras suas nesta versão: você as deu tal e qual na conversa ou em um pedido de mudança. Outra pessoa precisa aprovar (quatro olhos).',
      closed:
        'Esta versão não pode ser aprovada: as últimas verificações encontraram o que está no cartão dela. Peça mudanças ou rejeite.',
      noFinalFiles:
        'Esta versão foi feita antes de os arquivos finais virem com o rascunho, por isso não pode ser aprovada. Peça mudanças; a próxima versão já os traz.',
      alreadyApproved: (approvals, quorum) =>
        `Sua aprovação já conta: ${approvals} de ${quorum}. Falta outra pessoa.`,
    },
    whoMay: (people) => `Quem pode: ${people}.`,
    nobodyMay: 'Ninguém pode no momento; um administrador dá a alguém o papel de aprovador com `/approvers`.',
    notRecorded:
      'Não registrado: o banco de dados não respondeu. Clique de novo; uma decisão conta só uma vez.',
    recordingTakesLong: 'Registrar sua decisão está demorando mais que o normal. Eu conto como terminou.',
    recordedAfterAll: 'Sua decisão está registrada agora.',
    yourNote: 'Sua nota:',
    unknownDraft: 'Este cartão é de um rascunho que não existe mais. Nada foi decidido.',
  },

  changes: {
    title: 'Pedir alterações',
    submit: 'Enviar',
    close: 'Voltar',
    intro: (version) => `Uma nova versão virá depois da versão ${version} na conversa.`,
    label: 'O que deve mudar?',
    hint: 'Diga a parte: "slide 4: …", "introdução mais curta". Só muda o que você pede.',
    errors: {
      missing: 'Diga o que deve mudar.',
      tooLong: (length, max) => `${number(length)} caracteres; são aceitos até ${number(max)}.`,
      noSuchSlide: (slide, slides) => `Não há slide ${slide}: este rascunho tem os slides 1 a ${slides}.`,
      notRecorded: 'Não registrado: o banco de dados não respondeu. Envie de novo.',
    },
    command: { formNotOpened: 'O Slack não abriu o formulário a tempo. Clique de novo.' },
  },

  job: {
    cancelNotAllowed: 'Só quem pediu, aprovadores e administradores podem cancelar este trabalho.',
    retryNotAllowed: 'Só quem pediu, aprovadores e administradores podem tentar este trabalho de novo.',
    cancelTooLate: (status) => `Não há o que cancelar: o trabalho está ${status}.`,
    retryNotNow: (status) => `Não há o que tentar de novo: o trabalho está ${status}.`,
    notFound: 'Este trabalho não existe mais.',
    status: {
      queued: 'esperando um agente',
      running: 'em trabalho',
      awaiting_review: 'esperando revisão',
      awaiting_input: 'esperando uma resposta',
      awaiting_budget: 'esperando uma decisão de orçamento',
      completed: 'concluído',
      rejected: 'rejeitado',
      failed: 'interrompido por um problema',
      cancelled: 'cancelado',
      expired: 'expirado',
    },
  },

  oldButton:
    'Este botão é de uma mensagem antiga e não faz mais nada. Procure a mensagem mais nova da conversa.',
  oldForm:
    'Este formulário é de uma versão antiga e não salva mais nada. Copie o que você escreveu, feche-o e abra-o de novo.',
  oldShortcut: 'Esta versão não conhece esse atalho. `/carousel ajuda` mostra o que existe.',
  unexpected: (reference) =>
    `Algo deu errado do nosso lado e foi anotado. Tente de novo; se continuar, um administrador (/approvers mostra quem é) encontra a referência ${reference} no log.`,
  mentionHelp:
    'Olá! Escreva `/carousel` ou `/blog` e um tema para receber um rascunho, ou `/carousel ajuda`, `/blog ajuda`.',
  directMessage:
    'Olá! Aqui respondo só a você. Um rascunho aparece em um canal, onde os aprovadores o veem: escolha o que iniciar, e o formulário pergunta o canal.',
  home: {
    heading: 'Greenlight',
    value: 'Agentes rascunham. Pessoas decidem.',
    guest:
      'Você é convidado aqui: pode ler as conversas dos seus canais. Membros pedem rascunhos, aprovadores decidem sobre eles.',
    newCarousel: 'Novo carrossel',
    newArticle: 'Novo artigo',
    addDocument: 'Adicionar documento',
    waiting: 'Esperando por você',
    nothingWaits: 'Nada espera a sua decisão.',
    waitingFacts: (what, version, person) => `${what}, versão ${version}, pedido por ${person}`,
    notApprovable: 'Não pode ser aprovado como está: o cartão diz por quê.',
    pictureOf: (title) => `Visão geral de "${title}"`,
    confirmApprove: (what, version) => ({
      title: `Aprovar este ${what}?`,
      text: `Você decide sobre exatamente a versão ${version}. O texto inteiro, as fontes e o que as verificações apontaram estão no cartão: Abrir leva até lá.`,
      confirm: 'Aprovar',
      deny: 'Ainda não',
    }),
    approved: (title) => `Aprovado: "${title}". Os arquivos finais estão na conversa.`,
    open: 'Abrir',
    more: (n) => `e mais ${n}`,
    mine: 'Meus rascunhos',
    noneMine: 'Você ainda não pediu nenhum rascunho.',
    notReachable: 'Os rascunhos não podem ser mostrados agora: o banco de dados não respondeu.',
    reviewNote:
      'Rascunhos são escritos por uma máquina e podem errar; por isso uma pessoa decide sobre exatamente o texto mostrado. `/carousel ajuda`, `/blog ajuda` e `/knowledge ajuda` explicam os comandos.',
  },
};
