import type { SlideFinding } from '../../ports/content.ts';
import type { DeckJudgement, DeckJudgementTask } from '../../ports/model-tasks.ts';
import { namesOf } from '../drafting/topic/topic-coverage.ts';
import { clip } from '../text/clip.ts';
import { plainLine } from '../text/plain-line.ts';
import { hasWords } from '../text/words-in.ts';

/** More is noise. */
const MAX_FINDINGS = 12;
/** Of the slides between cover and call to action: with more of them astray, the deck is about something else. */
const MAX_STRAY = 0.4;

/**
 * What a model's judgement of a deck comes to. Pure.
 *
 * A deck about something else than its brief, and what breaks a rule that blocks, goes back to the writer; the rest is for
 * the approver to weigh. "Yes" beside a list of mostly stray slides is a no. A remark whose words stand nowhere is dropped,
 * except where a rule blocks: a check that fails must say no.
 *
 * @param bindsSubject Whether the brief still binds the subject; what people ask for later may be another.
 */
export function readDeckJudgement(
  answer: DeckJudgement,
  { deck, rules, subjects, brief }: Pick<DeckJudgementTask, 'deck' | 'rules' | 'subjects' | 'brief'>,
  { bindsSubject }: { bindsSubject: boolean },
): { findings: SlideFinding[]; warnings: SlideFinding[] } {
  const stray = deck.slides.filter((slide) => answer.off_topic_slides.includes(slide.number));
  const content = deck.slides.filter(({ layout }) => layout !== 'cover' && layout !== 'cta');
  const astray = content.filter((slide) => stray.includes(slide)).length;
  const isElsewhere = !answer.about_subject || astray > MAX_STRAY * content.length;
  const subject = namesOf(subjects) || `"${brief.topic}"`;
  const offTopic = stray.map(
    ({ number }): SlideFinding => ({ place: number, code: 'off_topic', params: { subject } }),
  );
  const whole: SlideFinding = { place: null, code: 'whole_off_topic', params: { subject } };
  const found = answer.findings
    .flatMap(({ slide, quote, message, rule }) => {
      const wanted = rule?.trim().toLowerCase();
      const broken = rules.rules.find((r) => [r.id, r.pattern].some((name) => name.toLowerCase() === wanted));
      const isHard = broken?.severity === 'block';
      const words = plainLine(quote);
      const named = deck.slides.find((s) => s.number === slide);
      const texts = [...(named ? [named] : []), ...deck.slides].map((s) => ({ at: s.number, text: s.text }));
      const at = [...texts, { at: null, text: deck.post }].find(({ text }) => hasWords(text, words));
      if (!at && !isHard) return [];
      const finding: SlideFinding = {
        place: at ? at.at : (named?.number ?? null),
        code: broken ? 'house_rule' : 'editor',
        params: { remark: plainLine(message), quote: clip(words, 120) },
      };
      return [{ finding, isHard }];
    })
    .toSorted((a, b) => Number(b.isHard) - Number(a.isHard))
    .slice(0, MAX_FINDINGS);
  const strayed = bindsSubject ? offTopic : [];
  return {
    findings: [
      ...(bindsSubject && isElsewhere ? [whole, ...strayed] : []),
      ...found.filter((f) => f.isHard).map((f) => f.finding),
    ],
    warnings: [...(isElsewhere ? [] : strayed), ...found.filter((f) => !f.isHard).map((f) => f.finding)],
  };
}
