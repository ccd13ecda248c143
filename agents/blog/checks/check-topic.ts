import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { carries } from '../../drafting/topic/subject.ts';
import { namesOf, topicCoverage } from '../../drafting/topic/topic-coverage.ts';
import type { Article } from '../state.ts';
import type { Facts } from './facts.ts';
import { isFrame, partText } from './part-text.ts';

/**
 * Most sections are about what the brief is about, each of several subjects has one, and the title or the introduction
 * says which. Pure.
 */
export function checkTopic(
  article: Article,
  { subjects = [], passages }: Pick<Facts, 'subjects' | 'passages'>,
): Finding[] {
  if (subjects.length === 0) return [];
  const titles = new Map(passages.map((p) => [p.id, p.title]));
  const sections = article.parts.filter((part) => !isFrame(part.id));
  const { carried, missing, enough } = topicCoverage(
    sections.map((part) => ({
      text: `${part.heading}\n${partText(part)}`,
      quotes: part.evidence.map((e) => e.quote),
      titles: part.evidence.flatMap((e) => titles.get(e.passage_id) ?? []),
    })),
    subjects,
  );
  const subject = namesOf(enough || missing.length === 0 ? subjects : missing);
  const found = enough
    ? []
    : sections
        .filter((_, at) => !carried[at])
        .map((part) => findingOf(part.id, 'off_topic', { subject }, true));
  if (!enough && found.length === 0) found.push(findingOf(null, 'whole_off_topic', { subject }, true));
  const introduction = article.parts.find((part) => part.id === 'introduction');
  const front = [article.title, introduction ? partText(introduction) : ''].join('\n');
  if (!subjects.some((s) => carries(front, s)))
    found.push(findingOf('title', 'off_topic', { subject: namesOf(subjects) }, true));
  return found;
}
