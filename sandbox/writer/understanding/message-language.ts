import { fold, guessLanguage } from '../reading/words.ts';
import type { Language } from '../wire.ts';

const cues = {
  pt: /\b(?:mais|menos|curt\w+|encurt\w+|remov(?:a|er)|tire|inclua|mencione|cite|pode|seguir|aprovad\w+|obrigad\w+|secao|introducao|conclusao|titulo|beleza|valeu|qual|onde|quem|nao|troque|mude|acrescente|adicione|comece|sim)\b/g,
  en: /\b(?:shorter|longer|shorten|remove|mention|add|please|section|introduction|conclusion|title|thanks?|approved?|looks|go|earlier|more|less|which|what|where|source|says|change|replace|move|start|yes|drop|expand)\b/g,
};

/** Of a few words the small ones do not tell; the words of wishes do. */
export function messageLanguage(text: string, fallback: Language): Language {
  const plain = fold(text);
  const [pt, en] = [plain.match(cues.pt)?.length ?? 0, plain.match(cues.en)?.length ?? 0];
  if (pt !== en) return pt > en ? 'pt' : 'en';
  return guessLanguage(text) ?? fallback;
}
