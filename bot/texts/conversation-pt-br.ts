import type { ConversationTexts } from './conversation-texts.ts';

export const conversationPtBr: ConversationTexts = {
  question: {
    plan: (number) => (number === 1 ? 'Plano do artigo' : `Plano do artigo, versão ${number}`),
    planFallback: (topic) => `O plano do artigo espera sua resposta: ${topic}`,
    pleaseAgree: (person) => `${person}: é este o artigo que você quer? Nada é escrito antes do seu acordo.`,
    angle: 'Ângulo',
    audience: 'Público',
    language: 'Idioma',
    keywords: 'Palavras-chave',
    outline: 'Roteiro',
    unread: 'Páginas que não consegui ler',
    moreUnread: (n) => `e mais ${n}`,
    goOn: 'Seguir',
    change: 'Mudar',
    replyHint:
      'Uma resposta nesta conversa também serve, por exemplo "comece pela ISO 13485" ou "pode seguir".',
    goneOn: (person, date) => `Acordo de ${person} em ${date}`,
    changeAsked: (person, date) => `Mudança pedida por ${person} em ${date}`,
    agreedInThread: 'Acordado na conversa; o artigo vem abaixo.',
    superseded: 'Há um plano mais novo abaixo ↓',
    replyBeingRead: 'Uma resposta na conversa está sendo lida; os botões voltam em instantes.',
    closed: {
      cancelled: 'O trabalho foi cancelado; não há mais o que responder.',
      failed: 'O trabalho parou por um problema; Tentar de novo está acima, junto aos passos.',
      expired: 'O prazo para responder acabou.',
    },
    kit: (name) => `Kit de marca: ${name}`,
    kitFallback: (name) => `O kit de marca "${name}" espera uma resposta`,
    kitIntro: (person) =>
      `${person} propõe este kit de marca. Ele ainda não está em uso: um admin o coloca em uso ou descarta.`,
    kitPicture: (name) => `Slides de amostra com o kit de marca "${name}"`,
    kitWarnings: 'Difícil de ler com ele',
    use: 'Usar',
    discard: 'Descartar',
    confirmUse: {
      title: 'Usar este kit de marca?',
      text: 'Novos rascunhos passam a segui-lo. O anterior fica entre as versões e pode voltar.',
      confirm: 'Usar',
      deny: 'Voltar',
    },
    inUse: (person, date) => `Colocado em uso por ${person} em ${date}`,
    discarded: (person, date) => `Descartado por ${person} em ${date}`,
  },

  answer: {
    alreadyAnswered: (by, date) => `Já respondido por ${by} em ${date}. Seu clique não mudou nada.`,
    busy: 'Uma resposta na conversa está sendo lida ou já valeu como resposta; a conversa mostra o que vem a seguir. Seu clique não mudou nada.',
    superseded: 'Há um plano mais novo abaixo nesta conversa. Seu clique não mudou nada.',
    notYours:
      'Só quem pediu, aprovadores e admins respondem a isto. Escreva o que você pensa na conversa; eles podem aproveitar.',
    adminsOnly: 'Só admins colocam um kit de marca em uso ou o descartam. Nada mudou.',
    stale:
      'O kit de marca mudou nesse meio-tempo, por isso esta proposta não serve mais. Nada mudou. Veja o atual com `/knowledge brand` e proponha de novo.',
    notFound: 'Esta pergunta é de um trabalho que não existe mais. Nada mudou.',
    notOpen: (status) =>
      `Esta pergunta não está mais aberta: o trabalho está ${status}. Seu clique não mudou nada.`,
  },

  changeForm: {
    title: 'Mudar o plano',
    intro: 'Um novo plano vem na conversa; nada é escrito antes de alguém concordar com ele.',
    label: 'O que deve ser diferente?',
    hint: 'Por exemplo "menos técnico", "comece pela ISO 13485", "sem a seção de limpeza".',
  },

  reply: {
    understood: 'Entendi:',
    nextVersion: (n) => `A versão ${n} vem a seguir.`,
    nextPlan: 'Um novo plano vem a seguir.',
    answer: 'Resposta, a partir do rascunho e das fontes dele:',
    unclear:
      'Não consegui saber o que deve mudar, por isso nada mudou. Diga a parte e o que fazer, por exemplo "introdução mais curta".',
    useButtons:
      'Uma decisão se toma com os botões do cartão, não com uma frase: um aprovador aperta Aprovar, Pedir mudanças ou Rejeitar. Nada foi decidido.',
    offline: 'offline writer: lido por regras fixas, sem modelo de linguagem',
  },

  thread: {
    approved:
      'Este rascunho está aprovado, por isso uma resposta não muda mais nada. Para outra versão, envie o comando de novo.',
    ended: (what) =>
      `O trabalho neste ${what} terminou, por isso uma resposta não muda mais nada. Envie o comando de novo para recomeçar.`,
    notYours: (what) =>
      `Guardo o que você escreve aqui, mas só quem pediu, aprovadores e admins mudam este ${what}. Eles podem aproveitar, escrevendo eles mesmos.`,
    heard: 'Ainda estou trabalhando; leio sua resposta assim que este passo terminar.',
    heardStopped:
      'O trabalho parou. Aperte Tentar de novo acima, junto aos passos: aí leio também sua resposta.',
    editedTooLate:
      'Eu já tinha lido sua mensagem antes da edição; ela não muda nada. Escreva o que quer em uma nova resposta.',
    filesNotRead:
      'Em uma conversa leio palavras, não arquivos. Para os rascunhos usarem um documento, acrescente-o com `/knowledge add`.',
    notKept:
      'Não consegui guardar sua resposta: o banco de dados não respondeu. Nada mudou; escreva de novo, por favor.',
  },
};
