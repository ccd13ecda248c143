import type { Clock, Random } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { Loop } from '../../platform/wake/loop.ts';
import type { Rounds } from '../../platform/wake/rounds.ts';
import { workLoop } from '../../platform/wake/work-loop.ts';
import {
  type ContentForAgent,
  type Correction,
  draftContent,
  type Lesson,
  languageOf,
} from '../../ports/content.ts';
import { correctionsOf } from './corrections-of.ts';

type LearningTools = {
  content: Pick<ContentForAgent, 'nextLesson' | 'recordLesson'>;
  log: Log;
};

/**
 * Reads what people changed in drafts, until no version is left that was not learned from. Replicas may all do it: what is
 * found in a version is the same, and kept once.
 */
export function startLearning(
  tools: LearningTools & { rounds?: Rounds; clock: Clock; random: Random },
): Loop {
  return workLoop(tools, {
    queue: 'lessons',
    failed: 'learning_failed',
    look: () => learnOne(tools),
    found: () => true,
  });
}

/** False: there was nothing to learn from. */
export async function learnOne({ content, log }: LearningTools): Promise<boolean> {
  const lesson = await content.nextLesson();
  if (lesson === null) return false;
  const { job_id, version } = lesson;
  const ids = { job_id, version };
  try {
    const corrections = read(lesson, log);
    await content.recordLesson({ ...ids, corrections });
    log.info('lesson_learned', { ...ids, count: corrections.length });
  } catch (error) {
    const code = isExpected(error) ? error.code : null;
    if (code === null || ['database_unavailable', 'token_refused'].includes(code)) throw error;
    // What the database refuses to keep, it would refuse each time.
    log.error('lesson_refused', { ...ids, code });
    await content.recordLesson({ ...ids, corrections: [] });
  }
  return true;
}

/** A version that an earlier release wrote in another way teaches nothing. */
function read({ before, after, locale, ...lesson }: Lesson, log: Log): Correction[] {
  const [old, made] = [draftContent.safeParse(before), draftContent.safeParse(after)];
  if (!old.success || !made.success) {
    log.warn('lesson_not_readable', { job_id: lesson.job_id, version: lesson.version });
    return [];
  }
  return correctionsOf({
    ...lesson,
    before: old.data,
    after: made.data,
    speaks: languageOf(locale),
  });
}
