import { type PlannedType, plannedCount, plannedLength } from '../../../ports/content.ts';
import type { PlansTexts } from '../en/plans.ts';
import { buttonsPtBr } from './answers.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

const kinds: Record<PlannedType, [one: string, several: string]> = {
  carousel: ['carrossel', 'carrosséis'],
  blog: ['artigo', 'artigos'],
  research: ['pesquisa', 'pesquisas'],
};

export const plansPtBr: PlansTexts = {
  help: [
    '*`/plan` propõe briefings sobre um tema, cada um com um dia; as pessoas iniciam um por um.*',
    `• \`/plan 5 validação de limpeza\` propõe cinco briefings; de ${plannedCount.min} a ${plannedCount.max}, sem número ${plannedCount.default}.`,
    '• `/plan` sozinho abre um formulário: tema, quantidade, primeiro dia, idioma.',
    '• `/plan ajuda` mostra esta ajuda.',
    'Os briefings chegam em uma conversa do canal, em um só cartão com um calendário: tipo, tema, ângulo e os documentos que o sustentam. Eles são distribuídos em dias úteis a partir de amanhã. Clique em *Alterar*, *Descartar* ou *Iniciar* em cada linha; o que é iniciado vira um rascunho comum, com conversa e aprovação próprias. Nada é escrito antes de você iniciar, e nada é publicado sozinho.',
  ].join('\n'),
  outOfRange: (asked, min, max) =>
    `Um plano tem de ${min} a ${max} briefings; você pediu ${number(asked)}. Nada foi iniciado. Repita o comando com um número nessa faixa.`,
  didYouMean: (word, meant) =>
    `${
      {
        help: 'Você quis dizer /plan ajuda?',
        status: 'A situação de um plano aparece no cartão dele; /plan ajuda explica.',
        cancel: 'Um plano é encerrado com o botão do cartão dele.',
        retry: 'Um plano parado é retomado com o botão Tentar de novo na conversa dele.',
      }[meant]
    } Nada foi iniciado. Para um plano sobre "${word}", diga isso com mais algumas palavras.`,
  noOptions: (option) =>
    `/plan não tem opções como "${option}". Nada foi iniciado. Escreva com palavras, por exemplo /plan 5 validação de limpeza, ou só /plan para abrir o formulário.`,
  started: 'Entendido. O plano vai aparecer em uma conversa deste canal.',
  form: {
    title: 'Novo plano',
    brief: 'Tema',
    briefHint: 'Do que os briefings tratam. Eles se apoiam no que diz a sua base de conhecimento.',
    themeMissing: 'Diga do que os briefings devem tratar.',
    count: (min, max) => `Briefings (${min} a ${max})`,
    countHint: (standard) => `Vazio: ${standard}.`,
    firstDay: 'Primeiro dia',
    firstDayHint:
      'Vazio: o próximo dia útil. Fins de semana ficam de fora; depois você pode dar outro dia a cada briefing.',
    sameLanguage: 'O mesmo do tema',
    errors: {
      past: 'Esse dia já passou. Escolha hoje ou depois.',
      tooFar: 'Escolha um dia até um ano a partir de hoje.',
    },
  },

  heading: (briefs) => (briefs === 1 ? 'Plano: 1 briefing' : `Plano: ${number(briefs)} briefings`),
  fallback: (theme) => `Um plano espera por você: ${theme}`,
  intro: (person) =>
    `${person}: altere, descarte ou inicie cada briefing. O que é iniciado vira um rascunho comum, com conversa e aprovação próprias; nada é escrito antes.`,
  fewer: (found, wanted) => `${number(found)} dos ${number(wanted)} briefings que você pediu:`,
  noMore: 'A base de conhecimento não sustenta mais temas distintos.',
  otherLanguage: (offered) =>
    offered === 'en'
      ? 'Só documentos em inglês tratam disso: os briefings são para rascunhos em inglês.'
      : 'Só documentos em português tratam disso: os briefings são para rascunhos em português.',
  angle: 'Ângulo',
  sources: 'Fontes',
  lookedUpLater: 'buscadas ao iniciar',
  start: 'Iniciar',
  change: 'Alterar',
  save: buttonsPtBr.save,
  drop: 'Descartar',
  restore: 'Restaurar',
  startedBy: (person, date, status) => `Iniciado por ${person} (${date}): ${status}`,
  openThread: 'Abrir a conversa',
  droppedBy: (person, date) => `Descartado por ${person} (${date})`,
  startAll: (n) => `Iniciar todos (${number(n)})`,
  confirmStartAll: (counts, cost) => ({
    title: 'Iniciar todos os briefings agora?',
    text: `${counts}, cada um na própria conversa, já e não no dia planejado. ${cost}`.trim(),
    confirm: 'Iniciar todos',
    deny: buttonsPtBr.back,
  }),
  cost: (amounts) => `Juntos, usam cerca de ${amounts}.`,
  counts: (type, n) => `${number(n)} ${kinds[type]?.[n === 1 ? 0 : 1] ?? type}`,
  close: 'Encerrar o plano',
  confirmClose: {
    title: 'Encerrar este plano?',
    text: 'Os briefings que não foram iniciados não poderão mais ser iniciados daqui. O que foi iniciado continua.',
    confirm: 'Encerrar',
    deny: buttonsPtBr.back,
  },
  closedBy: (person, date) => `Encerrado por ${person} (${date})`,
  allDecided: 'Todos os briefings foram iniciados ou descartados.',
  ended: {
    cancelled: 'O plano foi cancelado; o que foi iniciado continua.',
    failed: 'O plano parou por um problema; Tentar de novo está acima, nas etapas.',
  },

  picture: {
    alt: (counts, first, last) => `Calendário do plano: ${counts}, de ${first} a ${last}`,
    started: 'preenchido: iniciado',
    later: (n) => `e mais ${number(n)} depois`,
  },

  fields: { plannedFor: 'Planejado para', angle: 'Ângulo', briefs: 'Briefings', firstDay: 'Primeiro dia' },
  status: 'Proposto; altere, descarte ou inicie os briefings na conversa',
  done: 'Encerrado; veja a conversa',

  changeForm: {
    title: 'Alterar este briefing',
    day: 'Dia',
    type: 'Tipo',
    topic: 'Tema',
    topicHint: `Até ${plannedLength.topic} caracteres. Um tema novo se apoia no que a busca encontrar ao iniciar.`,
    angle: 'Ângulo',
    angleHint: 'Para quem é e o que mostra. Vazio: o agente escolhe.',
    errors: {
      noTopic: 'Diga do que trata.',
      noType: 'Escolha o que será escrito.',
      changed: 'Outra pessoa alterou este briefing nesse meio-tempo. Feche e olhe o cartão.',
      started: 'Este briefing já foi iniciado, por isso não muda mais aqui.',
      dropped: 'Este briefing foi descartado nesse meio-tempo. Primeiro restaure-o no cartão.',
      not_allowed: 'Só quem pediu, aprovadores e administradores alteram este plano.',
      closed: 'Este plano está encerrado, por isso nada mudou.',
      not_found: 'Este plano não existe mais.',
    },
  },

  answer: {
    changed:
      'Outra pessoa alterou isto nesse meio-tempo; olhe o cartão de novo. Nada foi iniciado nem alterado.',
    started: (person, date) =>
      `Já iniciado por ${person} (${date}); a conversa dele está neste canal. Nada foi iniciado duas vezes.`,
    dropped: 'Este briefing foi descartado. Primeiro restaure-o no cartão.',
    notAllowed: 'Só quem pediu, aprovadores e administradores alteram ou iniciam este plano. Nada mudou.',
    closed: (status) => `Este plano está assim: ${status}. Por isso nada mudou.`,
    notFound: 'Este plano não existe mais. Nada mudou.',
    useButtons:
      'Um plano é alterado com os botões do cartão: Alterar, Descartar e Iniciar. Guardo aqui o que você escreve.',
    notAnswered:
      'O banco de dados não respondeu. Clique de novo: um briefing é iniciado uma vez só, não importa quantas vezes você clique.',
  },
};
