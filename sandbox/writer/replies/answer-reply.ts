import type { Language } from '../../../ports/content.ts';
import type { ReplyAnswer, ReplyTask } from '../../../ports/model-tasks.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import { readPieces } from '../reading/read-pieces.ts';
import { countWords, digitRuns, fold, guessLanguage, stemsOf } from '../reading/words.ts';

/** Words of a sentence that an answer can quote. */
const SENTENCE = { least: 5, most: 36 } as const;
/** Roots that a sentence shares with what was asked. */
const LEAST_COMMON = 2;

interface Own {
  hello(name: string | null): string;
  thanks: Record<'question' | 'interested' | 'other', string>;
  says(sentence: string): string;
  later: string;
  asks: string;
  missing(asked: string): string;
  refuses: string;
}

const own: Record<Language, Own> = {
  pt: {
    hello: (name) => (name === null ? 'Olá, tudo bem?' : `Olá ${name}, tudo bem?`),
    thanks: {
      question: 'Obrigado pela pergunta.',
      interested: 'Obrigado pelo interesse.',
      other: 'Obrigado pela mensagem.',
    },
    says: (sentence) => `Do nosso material: ${sentence}`,
    later: 'Vou verificar com a equipe e volto com a resposta.',
    asks: 'Posso lhe enviar o material completo?',
    missing: (asked) => `A base de conhecimento não responde: “${asked}”`,
    refuses:
      'O redator offline só sabe encurtar uma resposta (“mais curto”) ou incluir a frase que você puser entre aspas. Para outras mudanças, use Editar ou um modelo de verdade.',
  },
  en: {
    hello: (name) => (name === null ? 'Hello!' : `Hello ${name}!`),
    thanks: {
      question: 'Thank you for your question.',
      interested: 'Thank you for your interest.',
      other: 'Thank you for your message.',
    },
    says: (sentence) => `From our material: ${sentence}`,
    later: 'I will check with the team and come back to you.',
    asks: 'May I send you the full material?',
    missing: (asked) => `The knowledge base does not answer: “${asked}”`,
    refuses:
      'The offline writer can only shorten an answer ("shorter") or add the sentence that you put in quotation marks. For other changes use Edit, or a real model.',
  },
};

/**
 * Words of its own around one sentence of a passage that has the words of what was asked; without one it says that a colleague
 * looks it up. Of wishes it meets a shorter answer and a sentence in quotation marks; to a no it answers with that alone.
 */
export function answerReply(task: ReplyTask): ReplyAnswer | { refusal: string } {
  const { language, intent, asks, reply, wishes, refused, reply_language } = task;
  const t = own[language];
  const wish = wishes.at(-1) ?? null;
  const added = wish === null ? null : (/["“«]([^"”»]{3,400})["”»]/u.exec(wish)?.[1] ?? null);
  const shorter = wish !== null && /mais curt|encurt|shorter|more concise/.test(fold(wish));
  if (wish !== null && added === null && !shorter) return { refusal: own[reply_language].refuses };
  const found =
    shorter || refused.length > 0 ? null : sentenceOn(task, asks.length > 0 ? asks.join(' ') : reply.text);
  const thanks = t.thanks[intent === 'question' || intent === 'interested' ? intent : 'other'];
  const isAsked = asks.length > 0;
  const answer = [
    t.hello(task.first_name),
    thanks,
    ...(found ? [t.says(found.quote)] : isAsked ? [t.later] : []),
    ...(added === null ? [] : [added]),
    ...(found || !isAsked ? [t.asks] : []),
  ].join(' ');
  return {
    quotes: found ? [found] : [],
    answer,
    missing: found || !isAsked ? null : own[reply_language].missing(asks[0] ?? ''),
  };
}

/** The sentence that shares most words with what was asked. */
function sentenceOn(task: ReplyTask, asked: string): ReplyAnswer['quotes'][number] | null {
  const wanted = new Set(stemsOf(asked));
  const all = task.passages.flatMap((passage) => {
    // It translates nothing.
    if ((guessLanguage(passage.text) ?? task.language) !== task.language) return [];
    return readPieces([passage])
      .flatMap((piece) =>
        piece.blocks.filter((block) => block.kind === 'paragraph').flatMap((block) => block.units),
      )
      .map(({ text }) => ({
        passage_id: passage.id,
        quote: text,
        common: stemsOf(text).filter((stem) => wanted.has(stem)).length,
      }))
      .filter(({ quote }) => {
        const words = countWords(quote);
        return (
          words >= SENTENCE.least &&
          words <= SENTENCE.most &&
          /[.!]$/.test(quote) &&
          !breaksRules(quote, task)
        );
      });
  });
  const [best] = all
    .filter(({ common }) => common >= Math.min(LEAST_COMMON, wanted.size))
    .sort((a, b) => b.common - a.common || digitRuns(a.quote).length - digitRuns(b.quote).length);
  return best && best.common > 0 ? { passage_id: best.passage_id, quote: best.quote } : null;
}
