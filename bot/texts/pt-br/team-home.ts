import type { TeamHomeTexts } from '../en/team-home.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const teamHomePtBr: TeamHomeTexts = {
  heading: 'Equipe',
  roles: 'Quem pode aprovar',
  budget: 'Orçamento deste mês',
  spent: (money, moneyCap, tokens, tokensCap, percent) =>
    `${moneyCap === null ? `${money}, sem limite em dinheiro` : `${money} de ${moneyCap}`}; ${tokens} de ${tokensCap} (${number(percent)}%)`,
  health: 'Funcionamento',
  shown: 'O Slack mostra tudo o que está gravado.',
  behind: (messages, minutes) =>
    `${number(messages)} ${messages === 1 ? 'mensagem espera' : 'mensagens esperam'} para aparecer no Slack, a mais antiga há ${number(minutes)} min. \`npm run doctor\` verifica o motivo.`,
  givenUp: (messages) =>
    `${number(messages)} ${messages === 1 ? 'mensagem não pôde ser postada' : 'mensagens não puderam ser postadas'}: canais arquivados ou dos quais fui removido.`,
  noneFailed: 'Nenhum trabalho foi interrompido por um problema hoje.',
  failed: (jobs) =>
    `${number(jobs)} ${jobs === 1 ? 'trabalho foi interrompido' : 'trabalhos foram interrompidos'} por um problema hoje:`,
  times: (n) => (n === 1 ? '' : `${number(n)} vezes:`),
  modelAnswered: (date) => `A última resposta do modelo: ${date}.`,
  modelNeverAnswered: 'Nenhum modelo respondeu aqui ainda.',
  modelFailed: (what, date) => `Da última vez interrompeu um trabalho (${date}): ${what}`,
  modelRetries: (what) => `Um trabalho espera que ele volte a responder: ${what}`,
  moreRules: (n) => `e mais ${number(n)} ${n === 1 ? 'regra' : 'regras'}: \`/approvers\` lista todas`,
  giveRole: 'Dar um papel',
  changeCaps: 'Alterar os limites',
  notReachable:
    'Aprovadores, orçamento e funcionamento não podem ser mostrados agora: o banco de dados não respondeu.',
};
