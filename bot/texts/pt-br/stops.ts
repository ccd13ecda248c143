import type { StopsTexts } from '../en/stops.ts';
import { buttonsPtBr } from './answers.ts';

export const stopsPtBr: StopsTexts = {
  usd: (amount) =>
    `US$ ${amount.toLocaleString('pt-BR', { minimumFractionDigits: 2, maximumFractionDigits: amount < 1 ? 4 : 2 })}`,
  tokens: (amount) => `${amount.toLocaleString('pt-BR')} tokens`,
  caps: {
    job: 'o limite de cada trabalho',
    person_day: 'o limite de cada pessoa por dia',
    month: 'o limite da equipe no mês',
  },
  /** How long and for whom a raise holds. */
  spans: {
    job: 'só para este trabalho',
    person_day: 'só para esta pessoa, hoje',
    month: 'só para este mês',
  },
  heading: 'Parado em um limite de gastos',
  why: (step, which, price, cap, counted) =>
    `A próxima chamada (${step}) pode usar até ${price}. Com ela, ${which}, de ${cap}, seria ultrapassado: já estão gastos ou reservados ${counted}. A chamada não foi feita, e o que está pronto fica guardado.`,
  readingReply: 'ler a resposta',
  roomAgain: 'Há margem de novo: *Prosseguir*.',
  canFinish:
    '*Terminar com o que há* faz uma versão sem nenhuma outra chamada. Ela diz o que falta, e o que não foi avaliado precisa de um motivo para ser aprovado.',
  nothingToFinish: 'Ainda não há nada que possa virar uma versão.',
  nothingOfWish: 'Do que foi pedido ainda não há nada que possa virar uma versão.',
  stopLeads: {
    version: (version) =>
      `*Parar* abandona o que foi pedido: a versão ${version} volta a esperar revisão como antes.`,
    question: () => '*Parar* abandona o que foi pedido: a pergunta acima volta a esperar como antes.',
    end: (what) => `*Parar* encerra este ${what}.`,
  },
  who: (admins) => `Aumentar: administradores (${admins}). Terminar e Parar: quem pediu e os aprovadores.`,
  raise: 'Aumentar o limite',
  goOn: 'Prosseguir',
  finish: 'Terminar com o que há',
  stop: 'Parar',
  confirmStop: (what) => ({
    title: `Parar este ${what}?`,
    text: 'Acontece o que o cartão diz sobre Parar. O que foi pago continua pago.',
    confirm: 'Parar',
    deny: buttonsPtBr.keepIt,
  }),
  raisedBy: (person, price, span) =>
    `${person} aumentou o limite em ${price}, ${span}; o trabalho continuou.`,
  resumedBy: (person) => `Havia espaço de novo, e ${person} mandou prosseguir.`,
  finishingBy: (person) => `${person} mandou terminar com o que há.`,
  finishedBy: (person) => `${person} mandou terminar com o que havia.`,
  stoppedBy: (person) => `${person} parou o trabalho.`,
  droppedBy: (person) => `${person} abandonou o que foi pedido; o que esperava antes continua como estava.`,
  closed: (status) => `Não há mais o que decidir aqui: o trabalho está ${status}.`,
  and: (money, tokens) => `${money} e ${tokens}`,
  form: {
    title: 'Aumentar o limite',
    submit: 'Aumentar',
    close: buttonsPtBr.cancel,
    intro: (which, span, missing) =>
      `Soma a ${which}, ${span}; o limite que a equipe definiu não muda. Para a próxima chamada faltam ${missing}.`,
    usd: 'Em quantos US$',
    tokens: 'Em quantos tokens',
    errors: {
      usd: 'Um valor acima de 0, até 1.000.000, com no máximo seis casas decimais.',
      tokens: 'Um número inteiro de 1 a 100.000.000.000.',
      tooLittle: (missing) => `Para a próxima chamada faltam ${missing}: aumente pelo menos isso.`,
      notRecorded: 'Não registrado: o banco de dados não respondeu. Envie de novo; conta uma vez só.',
    },
  },
  answers: {
    alreadyAnswered: (person, date) => `${person} já decidiu (${date}); nada mudou.`,
    superseded: 'Este cartão é de uma parada anterior. Decida no mais novo, abaixo; nada mudou.',
    adminsOnly: (admins) => `Só administradores aumentam um limite: ${admins}. Nada mudou.`,
    notYours: 'Só quem pediu e quem pode aprovar decide aqui; nada mudou.',
    nothingToFinish: 'Ainda não há nada que possa virar uma versão; nada mudou.',
    noRoom: (missing) => `Ainda faltam ${missing} no limite para a próxima chamada; nada mudou.`,
    notFound: 'Esta parada não existe mais.',
  },
  warning: (admins, what, counted, cap) =>
    `${admins} Quatro quintos de um limite de gastos foram usados: ${what}, ${counted} de ${cap}. No limite, o trabalho para e pergunta. \`/budget\` mostra para onde foi.`,
  warnedOf: {
    job: () => 'este trabalho',
    person_day: (person) => `${person} hoje`,
    month: () => 'a equipe neste mês',
  },
  costSoFar: (amounts) => `Custo até agora: ${amounts}`,
  estimate: {
    fromJobs: (count, amounts) =>
      count === 1
        ? `Usa cerca de ${amounts}, como o último da equipe.`
        : `Usa cerca de ${amounts}, como os últimos ${count} da equipe (mediana).`,
    measured: (amounts) => `Usa cerca de ${amounts}, como medido; a equipe ainda não tem nenhum.`,
  },
};
