import type { JobsTexts } from '../en/jobs.ts';
import { answersPtBr } from './answers.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const jobsPtBr: JobsTexts = {
  command: answersPtBr,
  help: [
    '`/jobs` lista os seus trabalhos: o que esperam, as versões e um link para cada conversa.',
    '`/jobs abertos` lista os trabalhos abertos da equipe.',
    '`/jobs 3f2a9c1e` mostra um trabalho pelo código curto que aparece nas listas: etapas, versões e custo, com Cancelar e Tentar de novo para quem pode.',
  ].join('\n'),
  unknown: (word) => `Não conheço "${word}" aqui. Aceito meus, abertos, o código de um trabalho e ajuda.`,
  heading: {
    mine: (total) => (total === 1 ? 'O seu trabalho' : `Os seus ${number(total)} trabalhos`),
    open: (total) =>
      total === 1 ? '1 trabalho aberto da equipe' : `${number(total)} trabalhos abertos da equipe`,
  },
  none: {
    mine: 'Você ainda não tem trabalhos. `/carousel`, `/blog` e `/research` iniciam um.',
    open: 'Não há trabalho aberto que você possa ver.',
  },
  askedFor: (person, date) => `pedido por ${person} (${date})`,
  waitsFor: (people, more) => `À espera de ${people}${more > 0 ? ` e mais ${number(more)}` : ''}`,
  range: (from, to, total) => `${number(from)} a ${number(to)} de ${number(total)}`,
  details: 'Detalhes',
  newer: 'Mais novos',
  older: 'Mais antigos',
  openThread: 'Abrir a conversa',
  backToList: 'Voltar à lista',
  versions: 'Versões',
  olderVersions: (n) => (n === 1 ? '(mais 1 anterior)' : `(mais ${number(n)} anteriores)`),
  madeBy: {
    edit: (person) => `editada por ${person}`,
    restore: (person) => `restaurada por ${person}`,
    pick: (person) => `montada por ${person}`,
  },
  removed: {
    gone: (what) => `Os textos e arquivos deste trabalho (${what}) não são mais guardados. O que resta dele:`,
    approved: (version, people) => `versão ${number(version)} aprovada por ${people}`,
    hash: 'SHA-256 do que foi aprovado',
  },
  removedAfter: (days) => `O que terminou há mais de ${number(days)} dias é removido.`,
  outcome: {
    not_found:
      'Não conheço nenhum trabalho com esse código que você possa ver. `/jobs` e `/jobs abertos` listam os trabalhos com os seus códigos.',
    ambiguous: 'Vários trabalhos começam com esse código. Informe mais caracteres dele.',
  },
};
