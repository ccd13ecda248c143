import type { Passage } from '../../../ports/content.ts';
import type { Deck, Issue, Slide } from '../../design/slides/deck.ts';
import { carries, type Subject } from '../../drafting/topic/subject.ts';
import { namesOf, type Told, topicCoverage } from '../../drafting/topic/topic-coverage.ts';
import { slideTexts } from './slide-texts.ts';

/**
 * Most slides are about what the brief is about, each of several subjects has one, and the cover or the title says which.
 * Pure.
 */
export function checkTopic(deck: Deck, subjects: readonly Subject[], passages: readonly Passage[]): Issue[] {
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
  const issues: Issue[] = [];
  if (!enough) {
    for (const [n, slide] of at.entries()) {
      if (carried[n]) continue;
      const message = `The slide says nothing about ${namesOf(subjects)}, which the brief is about.`;
      issues.push({ slide: slide + 1, code: 'off_topic', message });
    }
    const count = carried.filter(Boolean).length;
    issues.push({
      slide: null,
      code: 'off_topic',
      message:
        missing.length > 0
          ? `No slide is about ${namesOf(missing)}, which the brief is about.`
          : `Too few slides (${count} of ${at.length}) are about ${namesOf(subjects)}, which the brief is about.`,
    });
  }
  const front = [deck.title, told[0]?.text ?? ''].join('\n');
  if (!subjects.some((s) => carries(front, s))) {
    const message = `Neither title nor cover names ${namesOf(subjects)}, which the brief is about.`;
    issues.push({ slide: 1, code: 'off_topic', message });
  }
  return issues;
}
