import type { HouseRule } from '../../../ports/content.ts';
import type { DraftMaterial, PartsJudgement } from '../../../ports/model-tasks.ts';
import { clip } from '../../text/clip.ts';
import { plainLine } from '../../text/plain-line.ts';
import { namesOf } from '../topic/topic-coverage.ts';
import { type Findable, findable, findWords } from './find-words.ts';
import { type Finding, findingOf } from './finding.ts';

/** What a model has judged, as it was given to it. */
type Judged = Pick<DraftMaterial, 'subjects' | 'rules'> & {
  brief: { topic: string };
  title: string;
  parts: { id: string; heading: string; markdown: string }[];
};

/** More is noise. */
const MAX_FINDINGS = 20;

/**
 * What a model's judgement comes to. Pure.
 *
 * A draft about something else than its brief, and what breaks a rule that blocks, have to be repaired; the rest is for the approver to weigh. A remark whose words do not
 * stand in the article is dropped: the model made them up. Not so where a rule blocks: a model that copies badly may
 * still be right, and a check that fails must say no. Nor where a rule is there and no words are given, for something
 * that is missing has none.
 */
export function readJudgement(
  answer: PartsJudgement,
  task: Judged,
  /** Whether the brief still binds the subject; what people ask for later may be another. */
  { bindsSubject }: { bindsSubject: boolean },
): { findings: Finding[]; warnings: Finding[] } {
  const { title, parts, rules } = task;
  const texts: ({ id: string } & Findable)[] = [
    { id: 'title', ...findable('', title) },
    ...parts.map(({ id, heading, markdown }) => ({ id, ...findable(heading, markdown) })),
  ];
  const findings = answer.findings.flatMap(({ part, rule, quote, message }): Finding[] => {
    const stands = (text: Findable) => findWords(quote, text);
    const named = texts.find((t) => t.id === part);
    const at = named && stands(named) ? named : texts.find(stands);
    const broken = rules.rules.find((r) => isNamed(r, rule));
    const isHard = broken?.severity === 'block';
    const words = bare(quote);
    if (!at && !isHard && !(broken && words === '')) return [];
    const remark = { remark: plainLine(message), quote: plainLine(clip(words, 120)) };
    return [findingOf((at ?? named)?.id ?? null, broken ? 'house_rule' : 'editor', remark, isHard)];
  });
  const kept = findings.toSorted((a, b) => Number(b.hard) - Number(a.hard)).slice(0, MAX_FINDINGS);
  const strayed = bindsSubject && !answer.about_subject ? offTopic(answer, task) : [];
  return { findings: [...strayed, ...kept.filter((f) => f.hard)], warnings: kept.filter((f) => !f.hard) };
}

function offTopic({ off_topic_parts }: PartsJudgement, { parts, brief, subjects }: Judged): Finding[] {
  const named = ['title', ...parts.map(({ id }) => id)].filter((id) => off_topic_parts.includes(id));
  const subject = namesOf(subjects) || `"${brief.topic}"`;
  return named.length > 0
    ? named.map((part) => findingOf(part, 'off_topic', { subject }, true))
    : [findingOf(null, 'whole_off_topic', { subject }, true)];
}

/** Models name a rule by its id, now and then in capitals, or by its words. */
function isNamed({ id, pattern }: HouseRule, name: string | null): boolean {
  const wanted = name?.trim().toLowerCase();
  return wanted !== undefined && (id.toLowerCase() === wanted || pattern.toLowerCase() === wanted);
}

const bare = (quote: string): string => quote.replace(/\s*\[\^\d+\]|\*\*|__/g, '').trim();
