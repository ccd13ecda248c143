import type { ReadingAnswer, ReadingTask } from '../../../ports/model-tasks.ts';
import { shorten } from '../reading/shorten.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { fold, guessLanguage } from '../reading/words.ts';

/** The first that is found counts: a no is stronger than a yes. */
const intents: [ReadingAnswer['intent'], RegExp][] = [
  [
    'unsubscribe',
    /nao (?:me )?(?:escreva|mande|envie)|descadastr|unsubscribe|stop (?:messaging|contacting|writing)|pare de/,
  ],
  [
    'out_of_office',
    /fora do escritorio|de ferias|resposta automatica|out of (?:the )?office|on vacation|automatic reply/,
  ],
  [
    'not_interested',
    /sem interesse|nao (?:tenho|temos) interesse|nao (?:e|seria) o (?:momento|caso)|ja temos (?:fornecedor|parceiro)|nao,? obrigad|not interested|no,? thank|no thanks|not (?:the|a) (?:right|good) (?:time|moment|person)|already have a (?:supplier|vendor)/,
  ],
  ['question', /\?/],
  [
    'interested',
    /interess|vamos (?:conversar|marcar)|pode (?:enviar|mandar)|me (?:envie|mande)|gostaria|claro|com certeza|sounds good|happy to|let'?s (?:talk|meet)|please send|send me|would like|sure/,
  ],
];

const MOST_WORDS = 30;

/** By words alone; what the message says is told by its own first sentence. */
export function readReply({ reply, reply_language: speaks }: ReadingTask): ReadingAnswer {
  const plain = fold(reply.text);
  const sentences = splitSentences(reply.text.replaceAll(/\s+/g, ' '));
  const questions = sentences.filter((one) => one.endsWith('?'));
  const said = shorten(questions[0] ?? sentences[0] ?? reply.text, MOST_WORDS);
  return {
    intent: intents.find(([, words]) => words.test(plain))?.[0] ?? 'other',
    language: guessLanguage(reply.text) ?? speaks,
    summary: speaks === 'pt' ? `A pessoa escreveu: “${said}”` : `The person wrote: “${said}”`,
    asks: questions.slice(0, 3),
  };
}
