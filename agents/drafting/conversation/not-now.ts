import type { Language } from '../../../ports/content.ts';

/** What a turn goes back to. */
export type Standing = { version: number; isOpen: boolean } | { outline: number } | { questions: number };

const texts = {
  pt: {
    read: 'Não consegui ler isto agora',
    made: 'Não consegui fazer essa mudança agora',
    drawn: 'Não consegui desenhar essa versão agora',
    version: (n: number) => `A versão ${n} continua como está e pode ser aprovada.`,
    closed: (n: number) => `A versão ${n} continua como está, fechada para aprovação.`,
    outline: (n: number) => `A estrutura ${n} continua como está e pode ser aceita.`,
    questions: (n: number) => `As perguntas do plano ${n} continuam como estão e podem ser aceitas.`,
    already: 'Já está assim, então não há outra versão.',
    again: 'Para tentar outra vez, escreva de novo.',
    drawAgain: 'Para tentar outra vez, use Editar ou Versões no cartão.',
    budget: 'o limite de gastos com o modelo de linguagem foi atingido',
    refused: 'o modelo de linguagem se recusou a responder',
    setup: 'o modelo de linguagem não aceita os pedidos daqui (um administrador precisa ver a configuração)',
    credit: 'a conta do modelo de linguagem está sem crédito (um administrador precisa ver isso)',
    long: 'o que precisa ser lido é maior do que o modelo de linguagem aceita de uma vez',
    away: 'o modelo de linguagem não respondeu',
    unusable: 'o modelo de linguagem não deu uma resposta que sirva',
    nothing: 'não encontrei nada de novo sobre isso',
    other: 'algo falhou aqui',
  },
  en: {
    read: 'I could not read this now',
    made: 'I could not make this change now',
    drawn: 'I could not draw this version now',
    version: (n: number) => `Version ${n} stands as it is and can be approved.`,
    closed: (n: number) => `Version ${n} stands as it is, closed for approval.`,
    outline: (n: number) => `Outline ${n} stands as it is and can be agreed to.`,
    questions: (n: number) => `The questions of plan ${n} stand as they are and can be agreed to.`,
    already: 'It is so already, so there is no other version.',
    again: 'To try again, write it again.',
    drawAgain: 'To try again, use Edit or Versions on the card.',
    budget: 'the spending cap for the language model is reached',
    refused: 'the language model refused to answer',
    setup: 'the language model does not accept requests from here (an admin has to look at the settings)',
    credit: 'the account of the language model has no credit left (an admin has to look at it)',
    long: 'what is to be read is longer than the language model takes at once',
    away: 'the language model did not answer',
    unusable: 'the language model gave no usable answer',
    nothing: 'nothing new was found on it',
    other: 'something failed here',
  },
} as const satisfies Record<Language, unknown>;

type Reason = 'budget' | 'credit' | 'refused' | 'setup' | 'long' | 'away' | 'unusable' | 'nothing';
const reasons: Record<string, Reason> = {
  budget_cap: 'budget',
  model_refused_request: 'refused',
  model_refused_key: 'setup',
  model_not_found: 'setup',
  model_wrong_address: 'setup',
  model_bad_request: 'setup',
  model_no_credit: 'credit',
  model_context_full: 'long',
  model_busy: 'away',
  model_cut_off: 'unusable',
  model_unavailable: 'away',
  model_invalid_answer: 'unusable',
  /** A further search for what is wanted besides. */
  nothing_found: 'nothing',
};

/**
 * What the thread is told when a turn failed for a reason that is not in the words themselves. Pure.
 *
 * @param code Of the failure, as in `JobFailure`.
 * @param failed What could not be done: words be read, what they ask for be made, or a version by hand be drawn.
 */
export function notNow(
  language: Language,
  standing: Standing,
  code: string,
  failed: 'read' | 'made' | 'drawn',
): string {
  const t = texts[language];
  const again = failed === 'drawn' ? t.drawAgain : t.again;
  return `${t[failed]}: ${t[reasons[code] ?? 'other']}. ${said(language, standing)} ${again}`;
}

/** What the thread is told when what is asked for is so already. Pure. */
export function soAlready(language: Language, standing: { version: number; isOpen: boolean }): string {
  return `${texts[language].already} ${ofVersion(language, standing)}`;
}

function said(language: Language, standing: Standing): string {
  if ('version' in standing) return ofVersion(language, standing);
  const t = texts[language];
  return 'outline' in standing ? t.outline(standing.outline) : t.questions(standing.questions);
}

function ofVersion(language: Language, { version, isOpen }: { version: number; isOpen: boolean }): string {
  const t = texts[language];
  return isOpen ? t.version(version) : t.closed(version);
}
