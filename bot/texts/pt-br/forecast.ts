import type { ForecastTexts } from '../en/forecast.ts';

const types: Record<Parameters<ForecastTexts['dayType']>[0], [one: string, more: string]> = {
  view_profile: ['visita', 'visitas'],
  send_invite: ['convite', 'convites'],
  send_message: ['mensagem', 'mensagens'],
  withdraw_invite: ['retirada', 'retiradas'],
};
const range = (low: number, high: number) => (low === high ? `${low}` : `${low} a ${high}`);

export const forecastPtBr: ForecastTexts = {
  heading: (name, days) => `${days === 1 ? 'Próximo dia' : `Próximos ${days} dias`}: ${name}`,
  proposed: 'Com os limites que você preencheu; nada foi salvo ainda.',
  current: 'Com os limites atuais.',
  total: (low, high, waiting) =>
    waiting === 1
      ? `*${range(low, high)}* de 1 ação aprovada que está na fila`
      : `*${range(low, high)}* das ${waiting} ações aprovadas que estão na fila`,
  nothingWaits: 'Não há nada aprovado na fila. As faixas mostram o que os limites permitem.',
  held: (reason) => `*Nada sai no momento*: ${reason}. Isto é o que viria sem isso.`,
  empty: (low, high) => (low === high ? `A fila termina em ${low}` : `A fila termina entre ${low} e ${high}`),
  emptyOpen: (low) => `A fila termina em ${low}, no mais cedo; pode passar destes dias`,
  notEmpty: 'Depois destes dias ainda resta algo na fila',
  warmUp: (done, of) => `Aquecimento: ${done} de ${of} dias de envio já feitos`,
  hours: (start, end, zone) => `Horário de envio ${start}-${end} (${zone})`,
  unforeseen: (n) =>
    n === 1
      ? 'Mais 1 ação espera por um aceite ou por uma pessoa; isso não dá para prever.'
      : `Mais ${n} ações esperam por um aceite ou por uma pessoa; isso não dá para prever.`,
  method:
    'Em quatro de cada cinco sorteios, feitos pelo próprio planejador do governor, o número fica dentro da faixa. As cotas são sorteadas de novo, para que as reais continuem desconhecidas. Respostas, recusas e aceites não entram na conta.',
  day: (date, released, quota, types) =>
    `${date}: ${range(...released)}${types === '' ? '' : ` (${types})`}; os limites permitem ${range(...quota)}`,
  dayType: (type, low, high) => `${range(low, high)} ${types[type][high === 1 ? 0 : 1]}`,
  closed: (date, reason) => `${date}: ${reason ?? 'não é dia útil'}`,
  campaign: {
    dates: (name, first, last) => `${name}: primeiro envio ${first}, último ${last}`,
    between: (low, high) => (low === high ? `em ${low}` : `entre ${low} e ${high}`),
    from: (low) => `em ${low} ou depois destes dias`,
    later: 'depois destes dias',
    none: (name) => `${name}: nada que dê para prever`,
    paused: (name) => `${name}: pausada`,
    drafting: (n) =>
      n === 1 ? 'os textos de 1 pessoa esperam aprovação' : `os textos de ${n} pessoas esperam aprovação`,
    unforeseen: (n) =>
      n === 1
        ? '1 etapa espera por um aceite ou por uma pessoa'
        : `${n} etapas esperam por um aceite ou por uma pessoa`,
  },
  alt: (name, days) =>
    `Gráfico dos envios de ${name} ${days === 1 ? 'no próximo dia' : `nos próximos ${days} dias`}`,
  picture: {
    released: 'sai, em quatro de cada cinco sorteios',
    quota: 'o que os limites permitem',
    closed: 'fechado',
    subtitle: (days, proposed) =>
      `${days === 1 ? 'Um dia' : `Próximos ${days} dias`}, limites ${proposed ? 'propostos' : 'atuais'}`,
  },
  preview: {
    button: 'Prévia',
    title: 'Prévia',
    close: 'Voltar',
    working: 'Percorrendo os próximos dias…',
    problems: 'Estes limites ainda não funcionam:',
  },
  notMade: 'Não consegui prever os dias: o banco de dados não respondeu. Tente de novo.',
  badDays: (max) => `Consigo prever de 1 a ${max} dias, por exemplo /outreach forecast 14.`,
};
