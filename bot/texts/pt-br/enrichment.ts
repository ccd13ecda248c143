import type { enrichmentEn } from '../en/enrichment.ts';
import { unreadPtBr } from './unread.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');
const leads = (n: number) => `${number(n)} ${n === 1 ? 'lead' : 'leads'}`;

export const enrichmentPtBr: typeof enrichmentEn = {
  fields: { website: 'site', industry: 'setor', headcount: 'funcionários', country: 'país' },
  changed: (changed, records) =>
    `${number(changed)} de ${leads(records)} ${changed === 1 ? 'mudaria' : 'mudariam'}`,
  values: (n, field) => `${field}: ${number(n)}`,
  nothing: (n) => `${leads(n)}: o site não diz nada que se possa citar`,
  leftOut: (n) => `${leads(n)}: sem leitura, porque o lote terminou em um limite`,
  unread: (n, why) => `${leads(n)}: ${why}`,
  why: (code) => whyNot(code),
  samples: 'Exemplos, cada um com as palavras da página',
  without: (fields) => `Retirado: ${fields}`,
  everything: 'Todas as alterações, com trecho e página, estão no arquivo acima.',
  file: (version) => `Todas as alterações da versão ${version}, como rascunho`,
  read: (model) =>
    `encontrado por uma máquina (${model}) e verificado nas páginas por código; leia os trechos antes de aprovar`,
  offline:
    'redator offline: encontrado só por palavras, sem modelo de linguagem; verificado nas páginas por código',
  replyHint: (field) =>
    field === null
      ? 'Só os botões decidem.'
      : `“Sem ${field}”, aqui na conversa ou em *Pedir alterações*, retira o campo de todos os leads. Só os botões decidem.`,
  approved:
    'Estas alterações estão aprovadas, por isso uma resposta não muda mais nada. `/leads reverter` desfaz tudo e devolve a cada lead o que tinha antes.',
  handedOver: 'As alterações vão agora para os leads; o resultado aparece nesta conversa.',
  nothingFound: (records) =>
    records === 1
      ? 'O site do lead não diz nada do que falta nele.'
      : `Nenhum site dos ${leads(records)} diz algo do que falta neles.`,
};

function whyNot(code: string): string {
  switch (code) {
    case 'no_site':
      return 'não há site nem e-mail de empresa';
    case 'worker_lost':
      return 'a leitura derrubou o agente todas as vezes';
    case 'model_invalid_answer':
    case 'model_cut_off':
      return 'o modelo não deu resposta utilizável';
    case 'model_refused_request':
      return 'o modelo recusou a leitura';
    case 'model_context_full':
      return 'as páginas são mais longas do que o modelo aceita';
    default:
      return unreadPtBr(code);
  }
}
