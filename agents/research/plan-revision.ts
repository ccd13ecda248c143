import type { SubQuestion, Understanding } from '../../ports/model-tasks.ts';
import { plainLine } from '../text/plain-line.ts';
import type { Report } from './state.ts';

type Changes = Understanding['changes'];

/** What people want of the next version, taken apart. */
interface Revision {
  /** Those of the report in their new order; one that is to be written for the first time has no part yet. */
  order: { question_id: string; part: string | null }[];
  questions: SubQuestion[];
  /** By id of a part, or of a question that is new: people's wish. */
  wishes: Map<string, string>;
}

const ADDRESS = /https?:\/\/[^\s<>|"”»]+[^\s<>|"”».,;:!?)\]]/g;

/** The addresses in people's words. Pure. */
export const addressesIn = (text: string): string[] => [...new Set(text.match(ADDRESS) ?? [])];

/**
 * Takes apart what was understood: findings that go or move, questions that are new, and wishes for the parts that are
 * there. A question that is asked for besides gets an id above all there were. Pure.
 */
export function planRevision(report: Report, questions: readonly SubQuestion[], changes: Changes): Revision {
  let order = report.findings.map(({ question_id, id }): Revision['order'][number] => ({
    question_id,
    part: id,
  }));
  let asked = [...questions];
  const wishes = new Map<string, string>();
  const wish = (id: string, text: string) =>
    wishes.set(id, [wishes.get(id), text].filter(Boolean).join('\n'));
  const at = (id: string) => order.findIndex((one) => one.part === id);
  // Removed last: what others are to come behind is still there.
  for (const { action, part, after, instruction } of [
    ...changes.filter((c) => c.action !== 'remove'),
    ...changes.filter((c) => c.action === 'remove'),
  ]) {
    if (action === 'remove') {
      const gone = order[at(part)];
      if (!gone || order.length < 2) continue;
      order = order.filter((one) => one !== gone);
      asked = asked.filter(({ id }) => id !== gone.question_id);
      wishes.delete(part);
    } else if (action === 'move') {
      const moved = order[at(part)];
      if (!moved || after === null) continue;
      order = order.filter((one) => one !== moved);
      order = order.toSpliced(at(after) + 1, 0, moved);
    } else if (action === 'add') {
      const id = `q${Math.max(0, ...asked.map((q) => Number(q.id.slice(1)))) + 1}`;
      asked = [
        ...asked,
        { id, text: plainLine(instruction.replaceAll(ADDRESS, ' ')) || plainLine(instruction) },
      ];
      const place = at(part);
      order = order.toSpliced(place < 0 ? order.length : place + 1, 0, { question_id: id, part: null });
      wish(id, instruction);
    } else if (part === 'all') {
      for (const id of ['title', 'summary', ...report.findings.map((one) => one.id)]) wish(id, instruction);
    } else wish(part, instruction);
  }
  return { order, questions: asked, wishes };
}
