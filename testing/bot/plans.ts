import type { JobView, OutboxItem, PlanLine, PlanProposal, Question } from '../../ports/content.ts';
import { aJob, anItem, aQuestion } from './samples.ts';

export function aPlanJob(
  change: Partial<Extract<JobView, { type: 'plan' }>> = {},
): Extract<JobView, { type: 'plan' }> {
  return {
    ...aJob(),
    type: 'plan',
    status: 'awaiting_input',
    brief: {
      topic: 'biocompatibilidade',
      count: 5,
      first_day: null,
      language: null,
      time_zone: 'America/Sao_Paulo',
    },
    ...change,
  };
}

export function aPlanLine(number: number, change: Partial<PlanLine> = {}): PlanLine {
  return {
    number,
    type: 'carousel',
    topic: `Tema ${number}`,
    angle: `Para compras ${number}`,
    day: `2026-12-0${number}`,
    sources: [{ document_id: 'd1', title: 'Guia de limpeza', passage_ids: ['p1'] }],
    status: 'proposed',
    revision: 1,
    person_id: null,
    at: null,
    job: null,
    ...change,
  };
}

/** Started by Lúcia; its thread is open. */
export const startedLine = (number: number, change: Partial<PlanLine> = {}): PlanLine =>
  aPlanLine(number, {
    status: 'started',
    revision: 2,
    person_id: 'U0LUCIA',
    at: '2026-11-30T12:00:00Z',
    job: { id: `job-${number}`, status: 'awaiting_review', channel_id: 'C0MARKETING', thread_ts: '17.1' },
    ...change,
  });

export const droppedLine = (number: number): PlanLine =>
  aPlanLine(number, { status: 'dropped', revision: 2, person_id: 'U0LUCIA', at: '2026-11-30T12:00:00Z' });

export function aPlan(lines: readonly PlanLine[], change: Partial<PlanProposal> = {}): PlanProposal {
  return {
    kind: 'plan',
    language: 'pt',
    asked: null,
    wanted: lines.length,
    briefs: lines.map(({ number, type, topic, angle, day, sources }) => ({
      number,
      type,
      topic,
      angle,
      day,
      sources,
    })),
    missing: null,
    model: 'offline-extractive-1',
    offline: true,
    ...change,
  };
}

export function aPlanItem(
  lines: PlanLine[],
  plan: Partial<PlanProposal> = {},
  question: Partial<Question> = {},
  job: Parameters<typeof aPlanJob>[0] = {},
): OutboxItem & { question: Question } {
  const asked = aQuestion({ content: aPlan(lines, plan), lines, ...question });
  return { ...anItem({ kind: 'question', job: aPlanJob(job), draft: null }), question: asked };
}
