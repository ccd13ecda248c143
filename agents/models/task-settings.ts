import type { TaskName } from '../../ports/model-tasks.ts';

/** `none`: the model does not think before it writes. */
const efforts = ['none', 'low', 'medium', 'high'] as const;
export type Effort = (typeof efforts)[number];

/** What one kind of question needs. */
export interface TaskSettings {
  /** `writing`: OPENAI_MODEL. `small`: OPENAI_SMALL_MODEL. */
  model: 'writing' | 'small';
  effort: Effort;
  verbosity: 'low' | 'medium' | 'high';
  /**
   * Most tokens of an answer, thinking included: what the text needs, as measured, and room to think at this effort. A
   * large one costs reservation and rate limit, not money.
   */
  maxOutputTokens: number;
  /** Longest wait for one answer, ms. */
  timeoutMs: number;
}

/** A new kind of question is a line here. */
const taskSettings = {
  thread_understanding: small('low', 4_000),
  carousel_plan: writing('low', 5_000),
  // Twelve slides with quotes and a post take about 5,000.
  carousel_deck: writing('low', 14_000),
  carousel_revision: writing('low', 14_000),
  carousel_slide: writing('low', 3_000),
  blog_outline: writing('low', 5_000),
  // A section of 400 words with its quotes takes about 1,500.
  blog_part: writing('low', 6_000),
  // Six questions take about 300.
  research_questions: writing('low', 3_000),
  // Eight notes with their quotes take about 900.
  research_notes: small('low', 4_000),
  research_conflicts: small('medium', 4_000),
  research_queries: small('none', 1_000),
  // Six findings with their quotes and a summary take about 4,000.
  research_report: writing('low', 12_000),
  research_part: writing('low', 5_000),
  research_judgement: small('medium', 6_000),
  // Three facts with their quotes take about 250.
  company_facts: small('low', 2_000),
  // A summary and three questions take about 150.
  reply_reading: small('low', 2_000),
  // Ninety words with two quotes take about 300.
  reply_answer: writing('low', 3_000),
  // Twenty briefs take about 2,500.
  plan_briefs: writing('low', 6_000),
  // An invitation and two messages take about 700.
  outreach_note: writing('low', 3_000),
  blog_titles: small('none', 1_500),
  blog_judgement: small('medium', 8_000),
  // Three sentences take about 200.
  mend_sentences: writing('low', 3_000),
  carousel_judgement: small('medium', 6_000),
  // Thirty reasons take about 2,500.
  quote_support: small('medium', 8_000),
} satisfies Record<TaskName, TaskSettings>;
const byName = new Map<string, TaskSettings>(Object.entries(taskSettings));

const UNKNOWN = writing('low', 6_000);

/** A task without a line of its own is written with room to spare. */
export function settingsOf(task: string): TaskSettings {
  return byName.get(task) ?? UNKNOWN;
}

/** The next lower effort; the lowest stays. */
export function lowerEffort(effort: Effort): Effort {
  return efforts[Math.max(0, efforts.indexOf(effort) - 1)] ?? 'none';
}

function writing(effort: Effort, maxOutputTokens: number): TaskSettings {
  return {
    model: 'writing',
    effort,
    verbosity: 'medium',
    maxOutputTokens,
    timeoutMs: timeoutFor(maxOutputTokens),
  };
}

function small(effort: Effort, maxOutputTokens: number): TaskSettings {
  return {
    model: 'small',
    effort,
    verbosity: 'low',
    maxOutputTokens,
    timeoutMs: timeoutFor(maxOutputTokens),
  };
}

/** Half a minute to begin, and 40 tokens a second: slow models of today write faster. */
export function timeoutFor(maxOutputTokens: number): number {
  return Math.min(600_000, 30_000 + maxOutputTokens * 25);
}
