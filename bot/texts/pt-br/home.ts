import type { HomeTexts } from '../en/home.ts';

export const homePtBr: HomeTexts = {
  mentionHelp:
    'Olá! Escreva `/carousel` ou `/blog` e um tema para receber um rascunho, ou `/research` e uma pergunta para receber um relatório com fontes. `/plan` e um tema propõe uma semana de briefings. `/carousel ajuda`, `/blog ajuda`, `/research ajuda` e `/plan ajuda` os explicam.',
  directMessage:
    'Olá! Aqui respondo só a você. Um rascunho aparece em um canal, onde os aprovadores o veem: escolha o que iniciar, e o formulário pergunta o canal.',
  home: {
    heading: 'Greenlight',
    value: 'Agentes rascunham. Pessoas decidem.',
    guest:
      'Você é convidado aqui: pode ler as conversas dos seus canais. Membros pedem rascunhos, aprovadores decidem sobre eles.',
    newCarousel: 'Novo carrossel',
    newArticle: 'Novo artigo',
    newResearch: 'Nova pesquisa',
    newPlan: 'Novo plano',
    addDocument: 'Adicionar documento',
    waiting: 'Esperando por você',
    nothingWaits: 'Nada espera a sua decisão.',
    waitingFacts: (what, version, person) => `${what}, versão ${version}, pedido por ${person}`,
    since: (date) => `esperando desde: ${date}`,
    approvals: (given, quorum) => `${given} de ${quorum} aprovações`,
    atACap: (what, person) =>
      `${what} pedido por ${person}, à espera em um limite: o cartão diz quanto um aumento daria`,
    notApprovable: 'Não pode ser aprovado como está: o cartão diz por quê.',
    pictureOf: (title) => `Visão geral de "${title}"`,
    confirmApprove: (what, version) => ({
      title: `Aprovar este ${what}?`,
      text: `Você decide sobre exatamente a versão ${version}. O texto inteiro, as fontes e o que as verificações apontaram estão no cartão: Abrir leva até lá.`,
      confirm: 'Aprovar',
      deny: 'Ainda não',
    }),
    open: 'Abrir',
    more: (n) => `e mais ${n}`,
    mine: 'Meus trabalhos',
    noneMine: 'Você ainda não pediu nenhum rascunho.',
    doesNotFit: 'Mais não cabe aqui: `/jobs` e `/outreach queue` listam tudo.',
    notReachable: 'Os rascunhos não podem ser mostrados agora: o banco de dados não respondeu.',
    reviewNote:
      'Rascunhos são escritos por uma máquina e podem errar; por isso uma pessoa decide sobre exatamente o texto mostrado. `/carousel ajuda`, `/blog ajuda`, `/research ajuda`, `/plan ajuda` e `/knowledge ajuda` explicam os comandos; `/jobs` lista o que está em andamento, `/history` o que foi feito.',
  },
};
