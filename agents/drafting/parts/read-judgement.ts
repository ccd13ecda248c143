import type { DraftMaterial, PartsJudgement } from '../../../ports/model-tasks.ts';
import { readRemarks, subjectOf } from '../read-remarks.ts';
import { findable } from './find-words.ts';
import { type Finding, findingOf } from './finding.ts';

/** What a model has judged, as it was given to it. */
type Judged = Pick<DraftMaterial, 'subjects' | 'rules'> & {
  brief: { topic: string };
  title: string;
  parts: { id: string; heading: string; markdown: string }[];
};

const MAX_REMARKS = 20;

/**
 * What a model's judgement of a draft of parts comes to: one about something else than its brief has to be repaired. Pure.
 *
 * @param bindsSubject Whether the brief still binds the subject; what people ask for later may be another.
 */
export function readJudgement(
  answer: PartsJudgement,
  task: Judged,
  { bindsSubject }: { bindsSubject: boolean },
): { findings: Finding[]; warnings: Finding[] } {
  const texts = [
    { place: 'title', ...findable('', task.title) },
    ...task.parts.map(({ id, heading, markdown }) => ({ place: id, ...findable(heading, markdown) })),
  ];
  const remarks = answer.findings.map(({ part, ...remark }) => ({ place: part, ...remark }));
  const { findings, warnings } = readRemarks(remarks, texts, { rules: task.rules.rules, most: MAX_REMARKS });
  const strayed = bindsSubject && !answer.about_subject ? offTopic(answer, task) : [];
  return {
    findings: [...strayed, ...findings.map((f) => ({ ...f, hard: true }))],
    warnings: warnings.map((f) => ({ ...f, hard: false })),
  };
}

function offTopic({ off_topic_parts }: PartsJudgement, task: Judged): Finding[] {
  const named = ['title', ...task.parts.map(({ id }) => id)].filter((id) => off_topic_parts.includes(id));
  const subject = subjectOf(task);
  return named.length > 0
    ? named.map((part) => findingOf(part, 'off_topic', { subject }, true))
    : [findingOf(null, 'whole_off_topic', { subject }, true)];
}
