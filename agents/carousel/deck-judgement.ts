import type { SlideFinding } from '../../ports/content.ts';
import type { DeckJudgement, DeckJudgementTask } from '../../ports/model-tasks.ts';
import { findable } from '../drafting/parts/find-words.ts';
import { type Placed, readRemarks, subjectOf } from '../drafting/read-remarks.ts';

const MAX_REMARKS = 12;
/** Of the slides between cover and call to action: with more of them astray, the deck is about something else. */
const MAX_STRAY = 0.4;

/**
 * What a model's judgement of a deck comes to. Pure.
 *
 * A deck about something else than its brief goes back to the writer. "Yes" beside a list of mostly stray slides is a no.
 *
 * @param bindsSubject Whether the brief still binds the subject; what people ask for later may be another.
 */
export function readDeckJudgement(
  answer: DeckJudgement,
  task: Pick<DeckJudgementTask, 'deck' | 'rules' | 'subjects' | 'brief'>,
  { bindsSubject }: { bindsSubject: boolean },
): { findings: SlideFinding[]; warnings: SlideFinding[] } {
  const { slides, post } = task.deck;
  const texts: Placed<number>[] = [
    ...slides.map(({ number, text }) => ({ place: number, ...findable('', text) })),
    { place: null, ...findable('', post) },
  ];
  const remarks = answer.findings.map(({ slide, ...remark }) => ({ place: slide, ...remark }));
  const { findings, warnings } = readRemarks(remarks, texts, { rules: task.rules.rules, most: MAX_REMARKS });
  if (!bindsSubject) return { findings, warnings };
  const stray = slides.filter((slide) => answer.off_topic_slides.includes(slide.number));
  const content = slides.filter(({ layout }) => layout !== 'cover' && layout !== 'cta');
  const astray = content.filter((slide) => stray.includes(slide)).length;
  const params = { subject: subjectOf(task) };
  const strayed = stray.map(({ number }): SlideFinding => ({ place: number, code: 'off_topic', params }));
  if (answer.about_subject && astray <= MAX_STRAY * content.length)
    return { findings, warnings: [...strayed, ...warnings] };
  return {
    findings: [{ place: null, code: 'whole_off_topic', params }, ...strayed, ...findings],
    warnings,
  };
}
