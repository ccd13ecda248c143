import type { versionsEn } from '../en/versions.ts';
import { buttonsPtBr } from './answers.ts';

export const versionsPtBr: typeof versionsEn = {
  versions: {
    editButton: 'Editar',
    open: 'Versões',
    madeBy: {
      agent: 'do agente',
      edit: (person) => `editada por ${person}`,
      restore: (person, from) => `versão ${from} restaurada por ${person}`,
      pick: (person, from) => `slides da versão ${from} escolhidos por ${person}`,
    },
    beingDrawn: (madeBy) =>
      `A próxima versão está sendo verificada e desenhada: ${madeBy}. O cartão dela vem a seguir na conversa.`,
    why: 'Por quê:',
    choose: {
      title: 'Editar o rascunho',
      submit: 'Avançar',
      close: buttonsPtBr.back,
      intro: (version) =>
        `O que você quer alterar na versão ${version}? Suas palavras viram a próxima versão, sem agente; você não pode aprová-la.`,
      label: 'Escolha o que editar',
    },
    edit: {
      title: 'Editar o rascunho',
      submit: 'Salvar',
      close: buttonsPtBr.back,
      intro: (version) =>
        `A próxima versão diz exatamente o que está aqui, no lugar da versão ${version}. As verificações são refeitas.`,
      reason: 'Por quê? (para a lista de versões)',
      reasonHint: 'Quem aprova lê no cartão.',
      working: 'Salvar a sua versão está demorando mais do que o normal.',
      started: 'Salvo. A próxima versão está sendo verificada e desenhada; o cartão dela vem na conversa.',
    },
    titles: 'Título, metadescrição, palavras-chave',
    postAndTitle: 'Post e título do arquivo',
    fields: {
      title: 'Título',
      heading: 'Título da seção',
      markdown: 'Texto (Markdown; [^1] remete à primeira citação desta parte)',
      deckTitle: 'Título do arquivo',
      hook: 'Post: primeira linha',
      postBody: 'Post: texto',
      hashtags: 'Hashtags do post',
      slide: {
        kicker: 'Linha acima do título',
        title: 'Título',
        subtitle: 'Subtítulo',
        quote: 'Citação (palavra por palavra, como na fonte)',
        author: 'Autor',
        role: 'Quem é',
        body: 'Texto',
        heading: 'Título',
        value: 'Valor',
        label: 'O que ele conta',
        items: 'Itens, um por linha',
        steps: 'Etapa',
        numbers: 'Número',
        bars: 'Barra',
        left: 'Esquerda',
        right: 'Direita',
        unit: 'Unidade',
        source: 'Fonte',
        action: 'Chamada para ação',
      },
    },
    errors: {
      empty: 'Este campo não pode ficar vazio.',
      tooLong: (max) => `Aqui são aceitos até ${max.toLocaleString('pt-BR')} caracteres.`,
      unknownMark: (mark, quotes) =>
        quotes === 0
          ? `A citação [^${mark}] não existe: esta parte não tem nenhuma. Tire-a do texto, ou peça uma fonte em Pedir alterações.`
          : `A citação [^${mark}] não existe: esta parte tem de [^1] a [^${quotes}]. Tire-a do texto, ou peça uma fonte em Pedir alterações.`,
      chooseOne: 'Escolha pelo menos um item.',
      tooMany: 'Não cabe tanto em um formulário. Escolha menos; o resto pode ser editado depois.',
      notRecorded: 'Não foi salvo: o banco de dados não respondeu. Envie de novo; conta uma vez só.',
      notPossible:
        'Não foi salvo: uma edição altera textos, e o rascunho mantém seus slides, partes e citações.',
    },
    whyNot: {
      notAllowed: 'Só quem pediu o rascunho e seus aprovadores fazem versões dele.',
      superseded: (version, current) =>
        `A versão ${version} foi substituída pela versão ${current} nesse meio-tempo, e nada foi salvo. Copie o seu texto e clique em Editar no cartão da versão ${current}.`,
      busy: 'Há trabalho em andamento neste rascunho, e nada foi salvo. Guarde o seu texto e tente de novo no próximo cartão.',
      ended: (status) => `Nada foi salvo, porque o trabalho terminou: ${status}.`,
      unchanged: 'Nada mudou: o texto é o da versão que está à espera.',
    },
    notRead: 'Não foi possível ler as versões: o banco de dados não respondeu. Clique de novo.',
    guest: 'Convidados não veem as versões dos rascunhos.',
    view: {
      title: 'Versões',
      close: 'Fechar',
      howToChange: 'Restaurar e Escolher slides fazem uma nova versão; as anteriores ficam nesta lista.',
      readOnly:
        'Enquanto o rascunho espera pela revisão, quem o pediu e seus aprovadores podem restaurar versões aqui.',
      status: {
        proposed: 'à espera de revisão',
        superseded: 'substituída',
        approved: 'aprovada',
        rejected: 'rejeitada',
      },
      writers: (people) => `com palavras de ${people}`,
      difference: (before) => `Diferença para a v${before}`,
      restore: (version) => `Restaurar a v${version}`,
      pick: 'Escolher slides',
      confirmRestore: (version, next) => ({
        title: 'Restaurar esta versão?',
        text: `A versão ${next} vai dizer o que a versão ${version} diz. Ela é verificada e desenhada de novo, e precisa da própria aprovação.`,
        confirm: 'Restaurar',
        deny: 'Manter',
      }),
      restoring: (version, next) =>
        `A versão ${next} está sendo desenhada a partir da versão ${version}. O cartão dela vem na conversa.`,
      more: (n) => `e mais ${n} ${n === 1 ? 'versão anterior' : 'versões anteriores'}`,
      between: (from, to) => `Da versão ${from} para a versão ${to}`,
      comparison: (from, to) => `Antes e depois: versão ${from} e versão ${to}`,
      slideOf: (slide, version) => `Slide ${slide} da versão ${version}`,
      same: 'Os textos das duas versões são iguais.',
      back: 'Todas as versões',
    },
    pick: {
      title: 'Escolher slides',
      submit: 'Usar',
      close: buttonsPtBr.back,
      intro: (from, current) =>
        `O que você escolher da versão ${from} entra no lugar correspondente da versão ${current} e forma a próxima.`,
      label: 'Usar daquela versão',
      slide: (from, at, title) =>
        from === at ? `Slide ${from}: ${title}` : `Slide ${from} no lugar do slide ${at}: ${title}`,
      post: 'O post',
      nothing: (from, current) => `A versão ${from} não tem nenhum slide que a versão ${current} não tenha.`,
    },
  },
};
