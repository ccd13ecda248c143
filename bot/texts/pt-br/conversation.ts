import type { conversationEn } from '../en/conversation.ts';

export const conversationPtBr: typeof conversationEn = {
  question: {
    outline: (number) => (number === 1 ? 'Estrutura do artigo' : `Estrutura do artigo, versão ${number}`),
    outlineFallback: (topic) => `A estrutura do artigo espera sua resposta: ${topic}`,
    pleaseAgree: (person) =>
      `${person}: é este o artigo que você quer? Nada é escrito antes de você aceitar.`,
    angle: 'Ângulo',
    audience: 'Público',
    language: 'Idioma',
    keywords: 'Palavras-chave',
    sections: 'Seções',
    unread: 'Páginas que não consegui ler',
    moreUnread: (n) => `e mais ${n}`,
    goOn: 'Prosseguir',
    change: 'Alterar',
    replyHint:
      'Uma resposta nesta conversa também serve, por exemplo "comece pela ISO 13485" ou "pode prosseguir".',
    goneOn: (person, date) => `Aceito por ${person} (${date})`,
    changeAsked: (person, date) => `Alteração pedida por ${person} (${date})`,
    agreedInThread: 'Aceito na conversa; o artigo vem abaixo.',
    superseded: 'Há uma proposta mais nova abaixo ↓',
    replyBeingMet: 'Uma resposta na conversa está sendo atendida; os botões voltam em instantes.',
    closed: {
      cancelled: 'O trabalho foi cancelado; não há mais o que responder.',
      failed: 'O trabalho foi interrompido por um problema; Tentar de novo está acima, junto aos passos.',
    },
    kit: (name) => `Kit de marca: ${name}`,
    kitFallback: (name) => `O kit de marca "${name}" espera uma resposta`,
    kitIntro: (person, admins) =>
      `${person} propõe este kit de marca. Ele ainda não está em uso: um administrador o coloca em uso ou descarta. ${admins}`.trim(),
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
    offer: {
      heading: 'Documentos no outro idioma',
      fallback: (names) => `Nada sobre ${names} no idioma pedido: uso os outros documentos?`,
      intro: (person, names, asked, documents) =>
        `${person}: não encontrei nada sobre ${names} em ${asked === 'en' ? 'inglês' : 'português'}. ${documents === 1 ? `Há um documento em ${asked === 'en' ? 'português' : 'inglês'} sobre isso. Posso usá-lo?` : `Há ${documents} documentos em ${asked === 'en' ? 'português' : 'inglês'} sobre isso. Posso usá-los?`} O rascunho sai então em ${asked === 'en' ? 'português' : 'inglês'}, porque as citações ficam palavra por palavra como estão neles.`,
      use: (offered) => (offered === 'pt' ? 'Usar e escrever em português' : 'Usar e escrever em inglês'),
      leave: 'Deixar',
      replyHint:
        'Uma resposta nesta conversa também serve: "sim" ou "não". Nada é escrito antes da sua resposta.',
      used: (person, date) => `Em uso a pedido de ${person} (${date})`,
      left: (person, date) => `Deixado por ${person} (${date})`,
      answeredInThread: 'Respondido na conversa.',
    },
    inUse: (person, date) => `Colocado em uso por ${person} (${date})`,
    discarded: (person, date) => `Descartado por ${person} (${date})`,
  },

  answer: {
    alreadyAnswered: (by, date) => `Já respondido por ${by} (${date}). Seu clique não alterou nada.`,
    busy: 'Uma resposta na conversa está sendo lida ou já valeu como resposta; a conversa mostra o que vem a seguir. Seu clique não alterou nada.',
    superseded: 'Há uma proposta mais nova abaixo nesta conversa. Seu clique não alterou nada.',
    notYours:
      'Só quem pediu, aprovadores e administradores respondem a isto. Escreva o que você pensa na conversa; eles podem aproveitar.',
    adminsOnly: 'Só administradores colocam um kit de marca em uso ou o descartam. Nada mudou.',
    stale:
      'O kit de marca foi alterado depois da proposta, por isso esta proposta não serve mais. Nada mudou. Veja o atual com `/knowledge marca` e proponha de novo.',
    notFound: 'Esta pergunta é de um trabalho que não existe mais. Nada mudou.',
    notOpen: (status) =>
      `Esta pergunta não está mais aberta: o trabalho está ${status}. Seu clique não alterou nada.`,
  },

  changeForm: {
    title: 'Alterar a proposta',
    intro: 'Uma nova proposta vem na conversa; nada é escrito antes de alguém aceitá-la.',
    label: 'O que deve mudar?',
    hint: 'Por exemplo "mais curto", "comece pela ISO 13485", "sem a seção de limpeza".',
  },

  reply: {
    understood: 'Entendi:',
    nextVersion: (n) => `A versão ${n} vem a seguir.`,
    nextProposal: 'Uma nova proposta vem a seguir.',
    answer: 'Resposta, a partir do rascunho e das fontes dele:',
    unclear:
      'Não consegui saber o que deve mudar, por isso nada mudou. Diga a parte e o que fazer, por exemplo "introdução mais curta".',
    useButtons:
      'Uma decisão se toma com os botões do cartão, não com uma frase: um aprovador clica em Aprovar, Pedir alterações ou Rejeitar. Nada foi decidido.',
    offline: 'redator offline: lido por regras fixas, sem modelo de linguagem',
  },

  thread: {
    approved:
      'Este rascunho está aprovado, por isso uma resposta não muda mais nada. Para outra versão, envie o comando de novo.',
    ended: (what) =>
      `O trabalho neste ${what} terminou, por isso uma resposta não muda mais nada. Envie o comando de novo para recomeçar.`,
    notYours: (what) =>
      `Guardo o que você escreve aqui, mas só quem pediu, aprovadores e administradores alteram este ${what}. Eles podem aproveitar, escrevendo eles mesmos.`,
    heard: 'Ainda estou trabalhando; leio sua resposta assim que este passo terminar.',
    heardStopped:
      'O trabalho parou. Clique em Tentar de novo acima, junto aos passos: aí leio também sua resposta.',
    heardExpired: 'Este trabalho expirou. Clique em Retomar, acima: aí leio também sua resposta.',
    editedTooLate:
      'Eu já tinha lido sua mensagem antes da edição; ela não muda nada. Escreva o que quer em uma nova resposta.',
    filesNotRead:
      'Em uma conversa leio palavras, não arquivos. Para os rascunhos usarem um documento, adicione-o com `/knowledge adicionar`.',
    notKept:
      'Não consegui guardar sua resposta: o banco de dados não respondeu. Nada mudou; escreva de novo, por favor.',
  },
};
