import { capital, clip } from '../reading/shorten.ts';
import { countWords, fold } from '../reading/words.ts';

const request =
  /^(?:por favor,?\s*|please,?\s*|quero\s+|preciso de\s+|i (?:want|need)\s+)*(?:(?:fa[cç]a|crie|escreva|monte|gere|prepare|make|create|write|prepare|build)\s+)?(?:(?:um|uma|o|a|an?|the)\s+)?(?:(?:carross?el|carousel|post|slides?)\s+(?:com\s+|with\s+)?)?(?:sobre|about|on|explicando|explaining|explique|explain)?\s+/iu;

const MAX_WORDS = 12;

/**
 * The brief's promise as a title of at most twelve words.
 *
 * @param promised How many members of the counted series the deck shows; a count that it does not keep is left out.
 * @param fallback Title of the document that most of the deck comes from.
 */
export function coverTitle(topic: string, promised: number | undefined, fallback: string): string {
  const line = topic
    .replace(/<[^>]*>|https?:\/\/\S+|[*_~`#<>]/g, ' ')
    .split(/\n/)
    .map((l) => l.replace(/\s+/g, ' ').trim())
    .find((l) => /\p{L}{3}/u.test(l));
  if (!line) return clip(capital(fallback), MAX_WORDS);
  const asked = request.exec(`${line} `)?.[0].trim() ?? '';
  const stripped =
    countWords(asked) >= 2 || /^(sobre|about|explique|explain)$/i.test(asked)
      ? line.slice(asked.length).trim()
      : line;
  const whole =
    countWords(stripped) <= MAX_WORDS ? stripped : (stripped.split(/(?<=[.!?])\s+/)[0] ?? stripped);
  const sentence = whole.replace(/^[\s"“']+|[\s"”'.]+$/g, '');
  return capital(kept(promised, shortened(sentence.trim(), fallback)));
}

function shortened(sentence: string, fallback: string): string {
  if (countWords(sentence) <= MAX_WORDS) return sentence;
  const head = sentence.split(/:\s|\s[—–-]\s|;\s|,\s/)[0] ?? '';
  if (countWords(head) >= 3 && countWords(head) <= MAX_WORDS) return head;
  const clause = sentence.split(/\s(?:para que|porque|que|which|because|so that|para|for)\s/)[0] ?? '';
  if (countWords(clause) >= 4 && countWords(clause) <= MAX_WORDS) return clause;
  return clip(fallback, MAX_WORDS);
}

/** "7 erros" with five at hand promises too much: the number goes. */
function kept(promised: number | undefined, title: string): string {
  const [, count, noun] = /^(?:os |as |the )?(\d{1,2})\s+(\p{L}+)/u.exec(title) ?? [];
  if (
    !count ||
    !noun ||
    !/^(erros?|mistakes?|errors?|passos?|steps?|perguntas?|questions?|dicas?|tips?|motivos?|reasons?|coisas|things)$/.test(
      fold(noun),
    )
  ) {
    return title;
  }
  return promised === Number(count) ? title : title.replace(/^((?:os |as |the )?)\d{1,2}\s+/i, '');
}
