import type { AskingTexts } from '../en/asking.ts';

export const askingPtBr: AskingTexts = {
  oldButton:
    'Este botão é de uma mensagem antiga e não faz mais nada. Procure a mensagem mais nova da conversa.',
  oldForm:
    'Este formulário é de uma versão antiga e não salva mais nada. Copie o que você escreveu, feche-o e abra-o de novo.',
  oldShortcut: 'Esta versão não conhece esse atalho. `/carousel ajuda` mostra o que existe.',
  unexpected: (reference) =>
    `Algo deu errado do nosso lado e foi anotado. Tente de novo; se continuar, um administrador (/approvers mostra quem é) encontra a referência ${reference} no log.`,
};
