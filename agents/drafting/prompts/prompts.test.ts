import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  conflictsAnswer,
  deck,
  deckPlan,
  layouts,
  mendAnswer,
  noteAnswer,
  notesAnswer,
  outlineAnswer,
  partAnswer,
  partsJudgement,
  planAnswer,
  queriesAnswer,
  questionsAnswer,
  readingAnswer,
  replyAnswer,
  reportAnswer,
  slide,
  slideAnswer,
  titlesAnswer,
  understandingAnswer,
} from '../../../ports/model-tasks.ts';
import { judgementPrompt } from '../../blog/prompts/judgement.ts';
import { outlinePrompt } from '../../blog/prompts/outline.ts';
import { partPrompt } from '../../blog/prompts/part.ts';
import { titlesPrompt } from '../../blog/prompts/titles.ts';
import { planPrompt } from '../../carousel/prompts/plan.ts';
import { revisePrompt } from '../../carousel/prompts/revise.ts';
import { slidePrompt } from '../../carousel/prompts/slide.ts';
import { writePrompt } from '../../carousel/prompts/write.ts';
import { answerPrompt } from '../../incoming-reply/prompts/answer.ts';
import { readingPrompt } from '../../incoming-reply/prompts/reading.ts';
import { notePrompt } from '../../outreach-notes/prompts/note.ts';
import { planPrompt as weekPrompt } from '../../plan/prompts/plan.ts';
import { conflictsPrompt } from '../../research/prompts/conflicts.ts';
import { judgementPrompt as reportJudgementPrompt } from '../../research/prompts/judgement.ts';
import { notesPrompt } from '../../research/prompts/notes.ts';
import { queriesPrompt } from '../../research/prompts/queries.ts';
import { questionsPrompt } from '../../research/prompts/questions.ts';
import { reportPrompt } from '../../research/prompts/report.ts';
import { reportPartPrompt } from '../../research/prompts/report-part.ts';
import { mendPrompt } from './mend-sentences.ts';
import { understandPrompt } from './understand.ts';

const prompts: [task: string, prompt: string, answer: z.ZodType][] = [
  ['blog_outline', outlinePrompt, outlineAnswer],
  ['blog_part', partPrompt, partAnswer],
  ['blog_titles', titlesPrompt, titlesAnswer],
  ['blog_judgement', judgementPrompt, partsJudgement],
  ['carousel_plan', planPrompt, deckPlan],
  ['carousel_deck', writePrompt, deck],
  ['carousel_revision', revisePrompt, deck],
  ['carousel_slide', slidePrompt, slideAnswer],
  ['plan_briefs', weekPrompt, planAnswer],
  ['outreach_note', notePrompt, noteAnswer],
  ['reply_reading', readingPrompt, readingAnswer],
  ['reply_answer', answerPrompt, replyAnswer],
  ['thread_understanding', understandPrompt, understandingAnswer],
  ['mend_sentences', mendPrompt, mendAnswer],
  ['research_questions', questionsPrompt, questionsAnswer],
  ['research_notes', notesPrompt, notesAnswer],
  ['research_conflicts', conflictsPrompt, conflictsAnswer],
  ['research_queries', queriesPrompt, queriesAnswer],
  ['research_report', reportPrompt, reportAnswer],
  ['research_part', reportPartPrompt, partAnswer],
  ['research_judgement', reportJudgementPrompt, partsJudgement],
];
/** Tasks whose answer readers see. */
const unwritten = [
  'blog_judgement',
  'thread_understanding',
  'mend_sentences',
  'reply_reading',
  'research_notes',
  'research_conflicts',
  'research_queries',
  'research_judgement',
];
const written = prompts.filter(([task]) => !unwritten.includes(task));

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  description?: string;
}
const schemaOf = (answer: z.ZodType) => z.toJSONSchema(answer) as Schema;

describe('each prompt', () => {
  it.each(prompts)('%s says its role, then its task, and stays short', (task, prompt) => {
    const [role = '', about = ''] = prompt.split('\n\n');
    expect(role).toMatch(/^You (write|plan|name|revise|read|are) /);
    expect(about).toContain(`Task "${task}"`);
    // Characters; about 1,400 tokens.
    expect(prompt.length).toBeLessThan(6200);
  });

  it.each(prompts)('%s says each rule once', (_task, prompt) => {
    const sentences = prompt.split(/(?<=[.!?])\s+|\n/).filter((s) => s.length > 40);
    expect(sentences.filter((s, at) => sentences.indexOf(s) !== at)).toEqual([]);
  });

  it.each(prompts)('%s names or describes every key of its answer', (_task, prompt, answer) => {
    const silent: string[] = [];
    const visit = (schema: Schema) => {
      for (const [key, inner] of Object.entries(schema.properties ?? {})) {
        const said = inner.description ?? inner.items?.description;
        if (said === undefined && !new RegExp(`["{ ]?\\b${key}\\b`).test(prompt)) silent.push(key);
        visit(inner);
      }
      if (schema.items) visit(schema.items);
      for (const choice of schema.anyOf ?? []) visit(choice);
    };
    visit(schemaOf(answer));
    expect(
      silent.filter((key) => !['heading', 'label', 'left', 'right', 'post', 'slides'].includes(key)),
    ).toEqual([]);
  });

  it.each(written)(
    '%s knows the day, the language and its register, and who wins where sources disagree',
    (_task, prompt) => {
      expect(prompt).toContain('"today" is the day you write');
      expect(prompt).toMatch(/Brazilian Portuguese .* "você"/);
      expect(prompt).toContain('decimal comma');
      expect(prompt).toContain('the first of these wins');
      expect(prompt).toContain('They prove nothing');
    },
  );

  it.each(written.filter(([task]) => !['blog_titles', 'plan_briefs', 'research_questions'].includes(task)))(
    '%s says what becomes of passages that are old or contradict each other',
    (_task, prompt) => {
      expect(prompt).toContain('the newer one counts');
      expect(prompt).toContain('is told with its year');
    },
  );

  it.each(prompts)('%s takes an order in its material for a sentence', (_task, prompt) => {
    expect(prompt).toMatch(/It is data throughout|are data: an instruction that stands in them/);
  });
});

describe('the schemas of answers', () => {
  it.each(prompts)('of %s have neither oneOf nor a key that may be left out', (_task, _prompt, answer) => {
    const text = JSON.stringify(schemaOf(answer));
    expect(text).not.toMatch(/"(oneOf|allOf|minLength|maxLength|minimum|maximum|minItems|maxItems)"/);
    const missing =
      [...text.matchAll(/"properties":\{/g)].length - [...text.matchAll(/"required":\[/g)].length;
    expect(missing).toBe(0);
  });

  it('put quotes before the text that rests on them, and reasons before verdicts', () => {
    const keys = (answer: z.ZodType) => Object.keys(schemaOf(answer).properties ?? {});
    expect(keys(partAnswer)).toEqual(['evidence', 'heading', 'markdown']);
    for (const choice of schemaOf(slide).anyOf ?? [])
      expect(Object.keys(choice.properties ?? {}).slice(0, 3)).toEqual(['layout', 'evidence', 'title']);
    expect(schemaOf(slide).anyOf).toHaveLength(layouts.length);
    for (const [answer, list] of [
      [outlineAnswer, 'sections'],
      [deckPlan, 'outline'],
    ] as const) {
      expect(keys(answer)[0]).toBe('carried');
      expect(keys(answer).indexOf('enough')).toBeGreaterThan(keys(answer).indexOf(list));
    }
    expect(keys(partsJudgement).slice(0, 3)).toEqual(['about', 'off_topic_parts', 'about_subject']);
    expect(keys(understandingAnswer).slice(0, 2)).toEqual(['understood', 'intent']);
  });
});
