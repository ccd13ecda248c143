import type { leadEnrichmentEn } from '../en/lead-enrichment.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');
const leads = (n: number) => `${number(n)} ${n === 1 ? 'lead' : 'leads'}`;

export const leadEnrichmentPtBr: typeof leadEnrichmentEn = {
  allLeads: 'todos os leads',
  started: (n) =>
    `Os sites das empresas de ${leads(n)} estão sendo lidos. A conversa aparece neste canal; o resultado chega lá como rascunho, e nenhum lead muda antes da aprovação.`,
  noneMatch: 'Nenhum lead corresponde a isso. `/leads enriquecer` sozinho usa todos.',
  nothing: (n) =>
    n === 1
      ? 'Um lead corresponde, e o site dele não é lido agora:'
      : `${leads(n)} correspondem, e nenhum site é lido agora:`,
  leftOut: {
    complete: (n) => `${leads(n)}: não falta nada que um site possa dizer`,
    no_site: (n) => `${leads(n)}: sem site e sem e-mail de empresa`,
    under_way: (n) => `${leads(n)}: em outro enriquecimento, que espera aprovação`,
    suppressed: (n) => `${leads(n)}: não podem ser contatados`,
    over_limit: (n) => `${leads(n)}: passam dos 1.000 de um enriquecimento; envie o comando de novo depois`,
  },
  notAllowed: 'Convidados não iniciam enriquecimentos.',
  badFilter: (kind, word) =>
    kind === 'bad_score'
      ? `"${word}" não é uma pontuação: são aceitos números de 0 a 999, por exemplo \`score:60\`.`
      : `Não conheço o campo "${word}". São aceitos: pais, empresa, cargo, setor, etiqueta, origem, idioma, pontuacao; palavras soltas são buscadas em todos.`,
  useAChannel:
    'Outras pessoas decidem sobre um enriquecimento: envie o comando em um canal em que elas o vejam.',
  applied: (changed, values) =>
    `Enriquecimento aplicado: ${leads(changed)} ${changed === 1 ? 'alterado' : 'alterados'}, ${number(values)} ${values === 1 ? 'valor' : 'valores'}.`,
  kept: (n) =>
    n === 1
      ? '1 valor ficou de fora: uma pessoa ou um arquivo preencheu o campo nesse meio-tempo.'
      : `${number(n)} valores ficaram de fora: uma pessoa ou um arquivo preencheu o campo nesse meio-tempo.`,
  gone: (n) => (n === 1 ? '1 lead não existe mais.' : `${leads(n)} não existem mais.`),
};
