import type { Language } from '../../ports/content.ts';
import { JobFailure } from './job-failure.ts';
import type { JobRun } from './job-run.ts';

const texts: Record<Language, (version: number) => string> = {
  pt: (version) =>
    `Não posso mudar este rascunho: uma versão anterior do Greenlight o escreveu, e a atual não consegue mais lê-lo. A versão ${version} continua como está e pode ser aprovada. Para ter outra, envie o comando de novo e diga nele o que deve mudar.`,
  en: (version) =>
    `I cannot change this draft: an earlier version of Greenlight wrote it, and this one can no longer read it. Version ${version} stands as it is and can be approved. For another one send the command again and say in it what to change.`,
};

/**
 * For a thread of another graph version that this one cannot read: the newest draft goes on waiting for its review, and
 * the thread is told why nothing comes of what was asked. A retry would end the same way, so there is none.
 *
 * @throws {JobFailure} `graph_version` when no draft was shown yet: there is nothing to go back to.
 */
export async function leaveWaiting(run: JobRun, stored: number, language: Language): Promise<'waiting'> {
  const { job, workflow, content } = run;
  if (job.versions === 0) {
    throw new JobFailure(
      'graph_version',
      `Cannot resume job "${job.id}": it was started by version ${stored} of the ${workflow.type} graph, here runs ${workflow.version}`,
    );
  }
  const claim = { id: job.id, fence: job.fence };
  const { key, person_id, read_upto } = askedBy(run);
  await content.recordReply(claim, {
    key: `${key}:left`,
    kind: 'unclear',
    text: texts[language](job.versions),
    person_id,
    version: null,
    offline: false,
  });
  run.ending();
  await content.keepWaiting(claim, read_upto);
  return 'waiting';
}

/** Whose words it was that nothing comes of, and up to where the thread counts as read. */
function askedBy({ job: { resume, fence } }: JobRun): {
  key: string;
  person_id: string | null;
  read_upto: number | null;
} {
  if (resume === null) return { key: `claim-${fence}`, person_id: null, read_upto: null };
  if ('decision' in resume) {
    return { key: `review-${resume.review_id}`, person_id: resume.reviewer_id, read_upto: null };
  }
  if (resume.kind === 'answer') {
    return { key: `question-${resume.question}`, person_id: resume.person_id, read_upto: null };
  }
  if (resume.kind === 'hand') {
    return { key: `hand-${resume.number}`, person_id: resume.person_id, read_upto: null };
  }
  const last = resume.messages.reduce((newest, m) => Math.max(newest, m.id), 0);
  const author = resume.messages.find((m) => m.id === last)?.author_id ?? null;
  return { key: `message-${last}`, person_id: author, read_upto: last };
}
