import type { SupportAnswer, SupportTask } from '../../../ports/model-tasks.ts';
import { stemsOf } from '../reading/words.ts';

/** Stems: a label of fewer says nothing that could be wrong. */
const MIN_STEMS = 4;
/** Of a sentence's stems, so many stand in what it rests on: this writer copies, so most of its own do. */
const SHARE = { supported: 0.5, partly: 0.3 };

const own = {
  pt: (found: number, of: number) =>
    `Comparado só por palavras, sem entender o sentido: ${found} de ${of} estão na fonte.`,
  en: (found: number, of: number) =>
    `Compared by words alone, without their sense: ${found} of ${of} stand in the source.`,
};

/** Counts how many words of a sentence stand in what it quotes; it understands nothing, and says so. */
export function judgeQuotes({ claims, passages, language }: SupportTask): SupportAnswer {
  const texts = new Map(passages.map((p) => [p.id, `${p.title}\n${p.text}`]));
  return {
    verdicts: claims.map(({ id, sentence, quotes }) => {
      const source = quotes.flatMap(({ passage_id, quote }) => [quote, texts.get(passage_id) ?? '']);
      const held = new Set(stemsOf(source.join('\n')));
      const stems = stemsOf(sentence);
      const found = stems.filter((stem) => held.has(stem)).length;
      const share = stems.length < MIN_STEMS ? 1 : found / stems.length;
      return {
        claim: id,
        reason: own[language](found, stems.length),
        verdict: share >= SHARE.supported ? 'supported' : share >= SHARE.partly ? 'partly' : 'not',
      };
    }),
  };
}
