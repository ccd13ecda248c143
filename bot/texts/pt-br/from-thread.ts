import type { FromThreadTexts } from '../en/from-thread.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const fromThreadPtBr: FromThreadTexts = {
  form: {
    title: 'Rascunho da conversa',
    intro:
      'Leio o que as pessoas escreveram nesta conversa até agora e uso como material, além da base de conhecimento. O rascunho aparece nesta conversa; a partir daí, respostas a ele o conduzem.',
    kind: 'O que fazer',
    kinds: { carousel: 'Carrossel', blog: 'Artigo', research: 'Relatório com fontes' },
    brief: 'Briefing',
    briefHint: 'De que deve tratar. Para um relatório: a pergunta.',
    names: 'Nomes',
    keepNames: 'Manter os nomes das pessoas',
    keepNamesHint: 'Sem isso, as pessoas são "colega 1", "colega 2", e as menções ficam de fora.',
  },
  reading: 'Estou lendo a conversa…',
  started: 'Recebido. O rascunho vai aparecer nesta conversa.',
  formNotOpened:
    'O Slack não abriu o formulário a tempo. Escolha `Draft from this thread` no menu da mensagem de novo, por favor.',
  inDirectMessage:
    'Esta é uma conversa a dois, onde nenhum aprovador vê um rascunho. Escolha `Draft from this thread` em uma mensagem de um canal em que estou, ou escreva `/carousel` ou `/blog` lá.',
  notInChannel:
    'Não estou neste canal, por isso não consigo ler a conversa. Escreva /invite @Greenlight nele e clique em Iniciar de novo.',
  notMember:
    'Só membros de um canal fazem rascunhos das conversas dele. Entre no canal e clique em Iniciar de novo.',
  membersNotRead:
    'O Slack não me disse quem está neste canal, por isso nada foi lido nem iniciado. Clique em Iniciar de novo, por favor.',
  notRead:
    'O Slack não entregou a conversa, por isso nada foi iniciado. Clique em Iniciar de novo, por favor.',
  missingScope: (scope) =>
    `O Slack não me deixa ler isto: falta ao app a permissão ${scope}. Nada foi iniciado. Um administrador a adiciona e reinstala o app; npm run doctor diz como.`,
  gone: 'A mensagem foi apagada nesse meio-tempo, por isso não há conversa para ler. Nada foi iniciado.',
  nothingWritten:
    'As pessoas escreveram muito pouco nesta conversa para fazer algo disso: imagens, emojis e mensagens de apps não contam. Nada foi iniciado. Com /carousel, /blog ou /research você parte só de um briefing.',
  tooLong: (most) =>
    `Esta conversa tem mais de ${number(most)} mensagens; não leio conversas mais longas. Nada foi iniciado. Adicione o que importa com /knowledge adicionar.`,
  hasJob:
    'Esta conversa já tem um rascunho que não terminou. Escreva na conversa o que deve mudar, ou termine-o lá (Cancelar, Aprovar, Rejeitar) e clique em Iniciar de novo.',
  leftOut: (left, all) =>
    `A conversa é longa: usei a primeira mensagem e as mais novas; ${number(left)} de ${number(all)} mensagens entre elas ficaram de fora.`,
  shortened: (n) =>
    n === 1
      ? 'Uma mensagem muito longa foi encurtada.'
      : `${number(n)} mensagens muito longas foram encurtadas.`,
  filesNotRead: (names) =>
    `Os arquivos da conversa não foram lidos: ${names}. Para os rascunhos usarem um deles, adicione-o com \`/knowledge adicionar\`.`,
  moreFiles: (n) => `e mais ${n}`,
  source: (channel, date) => (channel === null ? `Conversa de ${date}` : `Conversa em #${channel}, ${date}`),
  colleague: (n) => `colega ${n}`,
  aColleague: 'um colega',
  fileLine: (name) => `[arquivo: ${name}]`,
  offer: (what) =>
    `Um ${what} a partir desta conversa? O formulário pergunta de que deve tratar; leio a conversa quando você o enviar.`,
  offerAny: 'Também posso fazer um rascunho desta conversa.',
  open: 'Rascunho da conversa',
};
