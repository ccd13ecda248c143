import { composeDeck } from '../composing/compose-deck.ts';
import { slideWords, textsOf } from '../composing/slide-text.ts';
import type { Deck, Language } from '../wire.ts';
import { seededTask } from './seeded-passages.ts';

/** A deck as text, to be read by a person: `node sandbox/writer/testing/print-deck.ts pt 8 "5 erros ..."`. */
export function printDeck(deck: Deck): string {
  const slides = deck.slides.map((s, i) => {
    const [, ...rest] = s.layout === 'cover' ? [s.title, s.kicker, s.subtitle] : textsOf(s);
    const bars = s.layout === 'chart' ? s.bars.map((b) => `${b.label}=${b.value}`) : [];
    return [
      `${i + 1} ${s.layout.toUpperCase()} (${slideWords(s)}w) ${s.title}`,
      ...[...rest, ...bars].map((t) => `     ${t}`),
    ].join('\n');
  });
  return [
    ...slides,
    `HOOK (${deck.post.hook.length}) ${deck.post.hook}`,
    deck.post.body,
    deck.post.hashtags.join(' '),
  ].join('\n');
}

if (import.meta.main) {
  const [language, slides, topic] = process.argv.slice(2);
  const composition = composeDeck(
    seededTask(topic ?? '', (language ?? 'pt') as Language, Number(slides ?? 8)),
  );
  console.log(
    composition.enough ? '' : `NOT ENOUGH: ${composition.missing}`,
    composition.ranking.coverage.toFixed(2),
  );
  console.log(printDeck(composition.deck));
}
