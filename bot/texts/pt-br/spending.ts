import type { SpendingTexts } from '../en/spending.ts';

export const spendingPtBr: SpendingTexts = {
  alt: (month) =>
    `O que foi gasto no mês (${month}): os limites, cada dia, pessoas, tipos de trabalho e modelos`,
  lists: { people: 'Pessoas', types: 'Tipos de trabalho', models: 'Modelos', days: 'Dias' },
  line: (name, amounts) => `${name} · ${amounts}`,
  more: (count) => (count === 1 ? 'e mais 1' : `e mais ${count}`),
  raised: (which, amounts) => `${which}: ${amounts} adicionados por administradores em paradas.`,
  picture: {
    title: (month) => `Orçamento, ${month}`,
    scopes: { job: 'Cada trabalho', person_day: 'Você, hoje', month: 'A equipe, neste mês' },
    of: (spent, cap) => `${spent} de ${cap}`,
    noCap: (spent) => `${spent}, sem limite`,
    days: 'Cada dia do mês (UTC)',
    nothing: 'Nada foi gasto neste mês.',
    people: 'Pessoas',
    types: 'Tipos de trabalho',
    models: 'Modelos',
  },
};
