import { coverTitle } from '../composing/cover-title.ts';

const request =
  /^(?:(?:por favor|please),?\s+)?(?:(?:fa[cç]a|crie|escreva|prepare|monte|gere|quero|preciso de|write|create|make|prepare|i want|i need)\s+)?(?:(?:um|uma|an?|o|the)\s+)?(?:artigo|post|texto|blog ?post|article|piece)(?:\s+(?:de|para)\s+(?:o\s+)?blog|\s+for\s+(?:the|our)\s+blog)?(?:\s+(?:de|com|of|with)\s+(?:\d+\s+)?(?:palavras|words))?\s*(?:sobre|a respeito de|about|on|:)?\s+/iu;

/** What a brief is about as one line of at most twelve words, without the words that ask for an article. */
export const topicLine = (topic: string, fallback: string): string =>
  coverTitle(topic.replace(/\s+/g, ' ').trim().replace(request, ''), promisedCount(topic), fallback || topic);

/** "5 erros": the count stays in the line; who writes the outline keeps it or leaves it out. */
const promisedCount = (topic: string): number | undefined => {
  const count = /\b(\d{1,2})\s+\p{L}/u.exec(topic)?.[1];
  return count === undefined ? undefined : Number(count);
};
