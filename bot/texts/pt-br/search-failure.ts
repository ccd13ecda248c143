import type { JobError } from '../../../ports/content.ts';
import { paramsOf } from '../error-details.ts';

export function searchFaultPtBr(code: string): string {
  switch (code) {
    case 'search_unavailable':
      return 'ela não respondeu; peça de novo mais tarde';
    case 'search_busy':
      return 'ela pede menos buscas; peça de novo mais tarde';
    case 'search_no_credit':
      return 'o crédito dela acabou; um administrador coloca mais';
    case 'search_refused_key':
      return 'ela recusa a chave; um administrador define uma válida, npm run doctor a verifica';
    case 'search_wrong_address':
      return 'o que responde no endereço dela não é uma busca; um administrador corrige o endereço, npm run doctor o verifica';
    case 'search_no_json':
      return 'ela não está configurada para responder em JSON; um administrador inclui "json" nos formatos do SearXNG';
    case 'search_bad_answer':
      return 'ela recusou as palavras, ou respondeu em uma forma que não consigo ler';
    case 'budget_cap':
      return 'o orçamento do trabalho não permite mais buscas';
    default:
      return `aconteceu algo inesperado (${code})`;
  }
}

export function searchFailurePtBr(error: JobError): { happened: string; todo: string } | null {
  if (!error.code.startsWith('search_')) return null;
  const { provider } = paramsOf(error);
  return {
    happened: `A busca na web${provider ? ` (${provider})` : ''} não trouxe resposta: ${searchFaultPtBr(error.code)}.`,
    todo: 'Depois clique em Tentar de novo; o que já estava pronto fica. Ou peça de novo indicando as páginas para ler.',
  };
}
