import { reasonLength } from '../../../ports/content.ts';
import type { evidenceEn } from '../en/evidence.ts';

const claims = (n: number): string => `${n} ${n === 1 ? 'afirmação' : 'afirmações'}`;
const many = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

export const evidencePtBr: typeof evidenceEn = {
  evidence: {
    line: (total, verified, repaired, unverified) =>
      `Verificado por código: ${claims(total)}: ${many(verified, 'verificada', 'verificadas')}, ${many(repaired, 'corrigida', 'corrigidas')}, ${unverified} sem verificação.`,
    noClaims: 'Verificado por código: nenhuma frase desta versão se apoia em uma citação.',
    open: 'Evidências',
    lost: 'Evidências retiradas desde então:',
    withdrawn: (title) => `a fonte “${title}” foi removida da base de conhecimento`,
    retracted: (reason) => `um aprovador a retirou: “${reason}”`,
    retractedBy: (person, date) => `Retirada por ${person} (${date})`,
    needsReason: 'Aprovar pede um motivo, porque faltam evidências ou elas foram retiradas.',
    view: {
      title: 'Evidências',
      close: 'Fechar',
      facts: (version, shown, total) => `Versão ${version} · ${shown} de ${claims(total)}`,
      page: (page, of) => `Página ${page} de ${of}`,
      claim: 'Afirmação',
      quote: 'Citação',
      noQuote: 'Nenhuma citação dela foi encontrada em uma fonte.',
      status: { verified: '✓ verificada', repaired: '✓ corrigida', unverified: '✗ sem verificação' },
      support: {
        supported: 'julgamento: sustentada pela citação',
        partly: 'julgamento: sustentada em parte',
        not: 'julgamento: não sustentada pela citação',
        by_hand: 'palavras de uma pessoa: não julgadas',
      },
      readAt: (date) => `leitura: ${date}`,
      moreQuotes: (n) => `e mais ${many(n, 'citação', 'citações')}; estão em evidence.json`,
      found: 'O que as verificações apontaram:',
      given: (list) =>
        `Não procurado nas fontes, porque foi dado por pessoas ou conta o que está ali: ${list}`,
      onlyDoubtful: (n) => `Só o que pede atenção (${n})`,
      all: 'Todas as afirmações',
      previous: 'Anterior',
      next: 'Próxima',
      retract: 'Retirar esta afirmação',
      empty: 'Nenhuma afirmação desta versão pede atenção.',
      none: 'Esta versão não lista afirmações: foi feita antes de elas serem guardadas, ou não se apoia em fontes.',
      guest: 'Convidados não veem as evidências dos rascunhos.',
      notFound: 'Este cartão é de um rascunho que não existe mais.',
      notRead: 'Não foi possível ler as evidências: o banco de dados não respondeu. Clique de novo.',
      superseded: (version, current) =>
        `Estas são as evidências da versão ${version}; a atual é a versão ${current}.`,
    },
    override: {
      title: 'Aprovar com um motivo',
      submit: 'Aprovar',
      close: 'Voltar',
      intro: (version) =>
        `A versão ${version} tem afirmações que as verificações não confirmaram. Se você aprovar, ela sai como está:`,
      counts: (unverified, unsupported, withdrawn, retracted) =>
        [
          ...(unverified > 0 ? [`${unverified} sem verificação`] : []),
          ...(unsupported > 0
            ? [
                `${many(unsupported, 'julgada como não sustentada', 'julgadas como não sustentadas')} pela citação`,
              ]
            : []),
          ...(withdrawn > 0 ? [`${withdrawn} com fonte removida`] : []),
          ...(retracted > 0 ? [many(retracted, 'retirada', 'retiradas')] : []),
        ].join(' · '),
      more: (n) => `e mais ${n}; Evidências, no cartão, mostra todas`,
      label: 'Por que pode sair mesmo assim?',
      hint: `De ${reasonLength.min} a ${reasonLength.max} caracteres. O motivo é guardado e aparece abaixo da sua aprovação.`,
      errors: {
        length: (length) =>
          `${many(length, 'caractere', 'caracteres')}; são aceitos de ${reasonLength.min} a ${reasonLength.max}.`,
      },
    },
    approvedDespite: (person, counts) => `${person} aprovou apesar de: ${counts}. Motivo:`,
    retraction: {
      title: 'Retirar afirmação',
      submit: 'Retirar',
      close: 'Voltar',
      intro:
        'As citações desta afirmação deixam de valer em todos os rascunhos desta equipe. Rascunhos abertos com elas pedem um motivo para serem aprovados; dos aprovados, os aprovadores são avisados. Isso não pode ser desfeito.',
      label: 'O que está errado nela?',
      hint: `De ${reasonLength.min} a ${reasonLength.max} caracteres. Aparece para quem decide.`,
      done: 'A afirmação foi retirada. Os rascunhos que se apoiam nas citações dela mostram isso.',
      already: 'As citações desta afirmação já tinham sido retiradas. Nada mudou.',
      notAllowed: 'Só quem pode aprovar pode retirar uma afirmação. Nada mudou.',
      notFound: 'Esta afirmação é de um rascunho que não existe mais. Nada mudou.',
      noQuotes: 'Nenhuma citação desta afirmação foi encontrada em uma fonte; não há o que retirar.',
    },
    notice: {
      withdrawn: (people, what, person) =>
        `${people} este ${what} está aprovado, e uma fonte que ele cita foi removida da base de conhecimento por ${person} depois disso:`,
      retracted: (people, what, person) =>
        `${people} este ${what} está aprovado, e ${person} retirou uma evidência que ele cita:`,
      claims: 'Ele traz estas afirmações:',
      todo: 'Se já foi publicado, decidam se é preciso corrigir. Nada mudou.',
    },
  },
};
