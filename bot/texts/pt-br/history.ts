import type { HistoryTexts } from '../en/history.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const historyPtBr: HistoryTexts = {
  help: [
    '`/history` lista o que a equipe fez: a partir de qual briefing, quem pediu, quem aprovou, com que resultado e custo.',
    'Aceita, em qualquer ordem: uma pessoa (`@pessoa` ou `eu`), um tipo (`carrossel`, `artigo`, `relatório`, `plano`, `documento`, `kit de marca`), um período (`2026-11`, `2026-11-01..2026-11-15`, `30d`, `semana passada`, `este mês`, `novembro`) e palavras.',
    'As palavras são buscadas no que foi aprovado: título, briefing e texto. Entre aspas, um tipo ou um período vale como palavra.',
    '`csv` no fim envia o mesmo como arquivo só para você, com até 5.000 linhas: `/history carrossel mês passado csv`.',
    'Sem um tipo, documentos e o kit de marca ficam de fora. O período é o do pedido, no seu fuso horário.',
  ].join('\n'),
  guest: 'Convidados não veem o histórico. Peça a um membro da equipe.',
  badPeriod: (word) =>
    `"${word}" não é um período que eu consiga ler. Aceito, por exemplo, 2026-11, 30/11/2026, 2026-11-01..2026-11-15, 30d, semana passada e novembro.`,
  nameNotChosen: (word) =>
    `Não tenho certeza de quem é "${word}". Digite @ e escolha uma pessoa na lista do Slack.`,
  heading: (total) => (total === 1 ? '1 registro' : `${number(total)} registros`),
  none: 'Nada desse tipo foi feito.',
  removedAfter: (days) =>
    `O que terminou há mais de ${number(days)} dias é removido. \`/jobs <código>\` ainda diz quem aprovou qual versão.`,
  noMeaning: (words) =>
    `"${words}" não tem palavra que se possa buscar: palavras pequenas e números menores que 100 ficam de fora.`,
  by: (person) => `de ${person}`,
  period: (first, last) => (first === last ? first : `${first} a ${last}`),
  approvedWith: (words) => `aprovado, com: ${words}`,
  prompt: (prompt) => `Briefing: ${prompt}`,
  approvedBy: (people) => `aprovado por ${people}`,
  overridden: 'apesar de afirmações sem verificação',
  decidedBy: (status, person) => `${status} por ${person}`,
  csv: 'Enviar para mim em CSV',
  fileName: (date) => `greenlight-historico-${date}.csv`,
  file: (lines, total) =>
    lines < total
      ? `Os ${number(lines)} registros mais novos de ${number(total)}: mais não cabe em um arquivo. Para os outros, peça um período mais curto.`
      : `O histórico que você pediu: ${number(lines)} ${lines === 1 ? 'registro' : 'registros'}.`,
  sent: 'O arquivo está nas suas mensagens diretas comigo.',
  notSent: 'O Slack não recebeu o arquivo. Tente de novo em instantes.',
  yes: 'sim',
  columns: {
    id: 'Código',
    type: 'Tipo',
    title: 'Título',
    prompt: 'Briefing',
    requester: 'Pedido por',
    asked: (zone) => `Pedido em (${zone})`,
    ended: (zone) => `Encerrado em (${zone})`,
    result: 'Resultado',
    versions: 'Versões',
    approvedBy: 'Aprovado por',
    decidedBy: 'Última decisão de',
    note: 'Nota da decisão',
    overridden: 'Apesar de afirmações sem verificação',
    usd: 'Custo em US$',
    tokens: 'Tokens',
    model: 'Modelo',
    thread: 'Conversa',
  },
};
