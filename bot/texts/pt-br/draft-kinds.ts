import {
  articleLength,
  briefLength,
  maxBriefUrls,
  maxResearchUrls,
  researchRounds,
  slideCount,
} from '../../../ports/content.ts';
import type { DraftKindTexts } from '../draft-kind-texts.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

const brief = {
  brief: 'Briefing',
  briefHint: `O tema e o que importa nele, até ${number(briefLength.max)} caracteres.`,
  sameLanguage: 'O mesmo do briefing',
  lengthHint: (standard: number) => `Vazio: ${standard}.`,
};

const lostWord = (word: string, suggestion: string, draft: string) =>
  `"${word}" sozinho não é um tema que eu conheça. ${suggestion} Nada foi iniciado. Para um ${draft} sobre essa palavra, escreva mais algumas palavras.`;

export const carouselPtBr: DraftKindTexts = {
  help: [
    '*`/carousel` rascunha um carrossel para o LinkedIn; quem decide são pessoas.*',
    '• `/carousel 5 erros ao escolher um fornecedor de implantes` inicia um rascunho sobre isso.',
    `• \`/carousel 6 slides sobre passivação\` também define o número de slides (${slideCount.min} a ${slideCount.max}; sem número: ${slideCount.default}).`,
    '• `/carousel` sozinho abre um formulário: briefing, público, idioma, slides, tom, chamada para ação.',
    '• `/carousel de <link>` faz um a partir de um relatório aprovado de `/research`, com as evidências dele; o link é de qualquer mensagem da conversa.',
    '• `/carousel ajuda` mostra esta ajuda.',
    'O rascunho chega em uma conversa do canal. Aprovadores clicam em *Aprovar*, *Pedir alterações* ou *Rejeitar*; "slide 4: …" no pedido ou em uma resposta muda só o slide 4. O PDF final e as imagens vêm depois da aprovação. Nada é publicado sozinho.',
  ].join('\n'),
  outOfRange: (asked, min, max) =>
    `Um carrossel tem de ${min} a ${max} slides; você pediu ${asked}. Nada foi iniciado. Repita o comando com um número nessa faixa.`,
  didYouMean: (word, meant) =>
    lostWord(
      word,
      {
        help: 'Você quis dizer /carousel ajuda?',
        status: 'A situação de um carrossel aparece na conversa dele; /carousel ajuda explica.',
        cancel: 'Um carrossel é cancelado com o botão Cancelar na conversa dele.',
        retry: 'Um carrossel parado é retomado com o botão Tentar de novo na conversa dele.',
      }[meant],
      'carrossel',
    ),
  noOptions: (option) =>
    `/carousel não tem opções como "${option}". Nada foi iniciado. Escreva com palavras, por exemplo /carousel 8 slides sobre passivação, ou só /carousel para abrir o formulário.`,
  form: {
    title: 'Novo carrossel',
    ...brief,
    audienceHint: 'Quem queremos fazer parar no feed, por exemplo compradores de marcas de ortopedia.',
    length: (min, max) => `Número de slides (${min} a ${max})`,
    callToActionHint: 'O que o último slide pede.',
    briefMissing: 'Diga o tema do carrossel.',
  },
};

export const articlePtBr: DraftKindTexts = {
  help: [
    '*`/blog` rascunha um artigo; quem decide são pessoas.*',
    '• `/blog como a passivação protege implantes de titânio` inicia um artigo sobre isso.',
    `• \`/blog passivação em 600 palavras\` também define o tamanho (${articleLength.min} a ${number(articleLength.max)} palavras; sem número: ${articleLength.default}).`,
    `• \`/blog regras de UDI https://example.com/udi\` também lê essa página; até ${maxBriefUrls} endereços.`,
    '• `/blog` sozinho abre um formulário: briefing, público, idioma, palavras, tom, palavras-chave, chamada para ação, páginas para ler.',
    '• `/blog de <link>` escreve um a partir de um relatório aprovado de `/research`, com as evidências dele; o link é de qualquer mensagem da conversa.',
    '• `/blog ajuda` mostra esta ajuda.',
    'Primeiro a estrutura chega em uma conversa do canal: clique em *Prosseguir* ou *Alterar*, ou responda ali. Depois o artigo é escrito seção por seção, verificado e mostrado com uma prévia. Respostas como "introdução mais curta, cite a ISO 13485 antes" mudam só o que pedem. Aprovadores clicam em *Aprovar*, *Pedir alterações* ou *Rejeitar*; o Markdown e o HTML finais vêm depois da aprovação. Nada é publicado sozinho.',
  ].join('\n'),
  outOfRange: (asked, min, max) =>
    `Um artigo tem de ${number(min)} a ${number(max)} palavras; você pediu ${number(asked)}. Nada foi iniciado. Repita o comando com um número nessa faixa.`,
  didYouMean: (word, meant) =>
    lostWord(
      word,
      {
        help: 'Você quis dizer /blog ajuda?',
        status: 'A situação de um artigo aparece na conversa dele; /blog ajuda explica.',
        cancel: 'Um artigo é cancelado com o botão Cancelar na conversa dele.',
        retry: 'Um artigo parado é retomado com o botão Tentar de novo na conversa dele.',
      }[meant],
      'artigo',
    ),
  noOptions: (option) =>
    `/blog não tem opções como "${option}". Nada foi iniciado. Escreva com palavras, por exemplo /blog passivação em 600 palavras, ou só /blog para abrir o formulário.`,
  form: {
    title: 'Novo artigo',
    ...brief,
    audienceHint: 'Para quem escrevemos, por exemplo gestores da qualidade de marcas de ortopedia.',
    length: (min, max) => `Número de palavras (${number(min)} a ${number(max)})`,
    callToActionHint: 'O que a conclusão pede.',
    briefMissing: 'Diga o tema do artigo.',
  },
};

export const reportPtBr: DraftKindTexts = {
  help: [
    '*`/research` responde a uma pergunta com fontes; quem decide sobre o relatório são pessoas.*',
    '• `/research como se valida a limpeza de implantes?` começa pelas perguntas que eu examinaria.',
    `• \`/research regras de UDI https://example.com/udi\` também lê essa página; até ${maxResearchUrls} endereços.`,
    `• \`/research validação de limpeza, 3 rodadas\` também diz quantas vezes busco de novo o que falta (${researchRounds.min} a ${researchRounds.max}; sem número: ${researchRounds.default}).`,
    '• `/research` sozinho abre um formulário: pergunta, público, idioma, rodadas, páginas para ler.',
    '• `/research ajuda` mostra esta ajuda.',
    'As perguntas chegam em uma conversa do canal, com uma estimativa de chamadas e custo: clique em *Iniciar*, *Alterar* ou *Descartar*, ou responda ali. Depois busco na base de conhecimento, nas páginas que você indicar e, onde uma busca estiver configurada, na web. Cada afirmação do relatório traz uma citação, palavra por palavra; o que se contradiz, o que é incerto e o que não encontrei também é dito. Respostas como "mais sobre o resultado 2" ou "um resumo mais curto" mudam só o que pedem. Aprovadores clicam em *Aprovar*, *Pedir alterações* ou *Rejeitar*; o PDF e o Markdown finais vêm depois da aprovação; `/carousel de` e `/blog de` fazem um rascunho dele. Nada é publicado sozinho.',
  ].join('\n'),
  outOfRange: (asked, min, max) =>
    `Uma pesquisa tem de ${min} a ${max} rodadas; você pediu ${asked}. Nada foi iniciado. Repita o comando com um número nessa faixa.`,
  didYouMean: (word, meant) =>
    lostWord(
      word,
      {
        help: 'Você quis dizer /research ajuda?',
        status: 'A situação de uma pesquisa aparece na conversa dela; /research ajuda explica.',
        cancel: 'Uma pesquisa é cancelada com o botão Cancelar na conversa dela.',
        retry: 'Uma pesquisa parada é retomada com o botão Tentar de novo na conversa dela.',
      }[meant],
      'relatório',
    ),
  noOptions: (option) =>
    `/research não tem opções como "${option}". Nada foi iniciado. Escreva com palavras, por exemplo /research validação de limpeza, 3 rodadas, ou só /research para abrir o formulário.`,
  form: {
    title: 'Nova pesquisa',
    brief: 'Pergunta',
    briefHint: `O que você quer saber, até ${number(briefLength.max)} caracteres.`,
    sameLanguage: 'O mesmo da pergunta',
    lengthHint: (standard) => `Cada uma busca o que a anterior não encontrou. Vazio: ${standard}.`,
    audienceHint: 'Quem lê o relatório, por exemplo compradores de marcas de ortopedia.',
    length: (min, max) => `Rodadas de busca (${min} a ${max})`,
    briefMissing: 'Diga o que você quer saber.',
  },
};
