import type { Passage, SlideFinding } from '../../../ports/content.ts';
import type { Deck, Slide, Subject } from '../../../ports/model-tasks.ts';
import { slideTexts } from '../../design/slide-text.ts';
import { carries } from '../../drafting/topic/subject.ts';
import { namesOf, type Told, topicCoverage } from '../../drafting/topic/topic-coverage.ts';

/**
 * Most slides are about what the brief is about, each of several subjects has one, and the cover or the title says which.
 * Pure.
 */
export function checkTopic(
  deck: Deck,
  subjects: readonly Subject[],
  passages: readonly Passage[],
): SlideFinding[] {
  if (subjects.length === 0) return [];
  const titles = new Map(passages.map((p) => [p.id, p.title]));
  const told = deck.slides.map(
    (slide): Told => ({
      text: slideTexts(slide).join('\n'),
      quotes: slide.evidence.map((e) => e.quote),
      titles: slide.evidence.flatMap((e) => titles.get(e.passage_id) ?? []),
    }),
  );
  const isContent = (slide: Slide) => slide.layout !== 'cover' && slide.layout !== 'cta';
  const at = deck.slides.flatMap((slide, n) => (isContent(slide) ? [n] : []));
  const { carried, missing, enough } = topicCoverage(
    at.map((n) => told[n] as Told),
    subjects,
  );
  const subject = namesOf(subjects);
  const findings: SlideFinding[] = [];
  if (!enough) {
    for (const [n, slide] of at.entries()) {
      if (carried[n]) continue;
      findings.push({ place: slide + 1, code: 'off_topic', params: { subject } });
    }
    const count = carried.filter(Boolean).length;
    findings.push(
      missing.length > 0
        ? { place: null, code: 'subject_missing', params: { subject: namesOf(missing) } }
        : { place: null, code: 'few_on_topic', params: { subject, count, of: at.length } },
    );
  }
  const front = [deck.title, told[0]?.text ?? ''].join('\n');
  if (!subjects.some((s) => carries(front, s)))
    findings.push({ place: 1, code: 'subject_not_named', params: { subject } });
  return findings;
}
