import { createHash } from 'node:crypto';
import { Command, MemorySaver } from '@langchain/langgraph';
import type { z } from 'zod';
import { enrichmentGraph } from '../../agents/lead-enrichment/graph.ts';
import type { Site } from '../../agents/lead-enrichment/read-site.ts';
import type { EnrichmentState } from '../../agents/lead-enrichment/state.ts';
import type { AskModel } from '../../agents/models/ask-model.ts';
import { JobFailure } from '../../agents/runner/job-failure.ts';
import type { Artifact, ContentForAgent, EnrichmentInput, RecordOutcome } from '../../ports/content.ts';
import type { CompanyAnswer, CompanyTask } from '../../ports/model-tasks.ts';
import { aboutPage } from '../../sandbox/web/companies/company-pages.ts';
import { companyProfile } from '../../sandbox/web/companies/company-profile.ts';
import { writeAnswer } from '../../sandbox/writer/write-answer.ts';

const thread = { configurable: { thread_id: 'j' } };

interface Kept {
  number: number;
  lead_id: string;
  input: EnrichmentInput;
  status: 'waiting' | 'taken' | 'done' | 'failed' | 'left_out';
  attempts: number;
  outcome: RecordOutcome | null;
}

interface BatchOptions {
  finishes?: boolean;
  /** Whether another job waits, asked after each slice. */
  othersWait?(asked: number): boolean;
  /** What the model answers; left out: the offline writer. */
  answer?(task: CompanyTask, asked: number): CompanyAnswer;
  /** What a site answers; left out: what the company's profile says in Portuguese. */
  site?(address: string): Site;
}

/** A lead of a made company, all of whose fields are open. */
export const leadOf = (company: string, more: Partial<EnrichmentInput> = {}): EnrichmentInput => ({
  name: `Ana de ${company}`,
  company,
  site: `http://${company}.example/`,
  wanted: ['website', 'industry', 'headcount', 'country'],
  ...more,
});

/** The graph with its records in memory; each company's site says what its profile says. */
export function batchInMemory(leads: readonly EnrichmentInput[], options: BatchOptions = {}) {
  const records = leads.map(
    (input, at): Kept => ({
      number: at + 1,
      lead_id: `l${at + 1}`,
      input,
      status: 'waiting',
      attempts: 0,
      outcome: null,
    }),
  );
  const asked: CompanyTask[] = [];
  const sites: string[] = [];
  const replies: string[] = [];
  const told = new Set<string>();
  const files = new Map<string, string>();
  let waited = 0;
  let gaveWay = 0;
  const askModel = (async (given: { task: string }, schema: z.ZodType) => {
    // SAFETY: the one task of this graph.
    const task = given as CompanyTask;
    asked.push(task);
    return {
      answer: schema.parse(options.answer?.(task, asked.length) ?? written(task)),
      model: 'offline-test',
    };
  }) as AskModel;
  const of = (number: number) => records[number - 1] as Kept;
  const content = {
    takeRecord: async (_: unknown, { alone }: { alone: boolean }) => {
      const [next] = records
        .filter((r) => r.status === 'waiting' && (alone || r.attempts === 0))
        .sort((a, b) => a.attempts - b.attempts);
      if (!next) return null;
      next.status = 'taken';
      next.attempts += 1;
      return { number: next.number, lead_id: next.lead_id, input: next.input };
    },
    settleRecord: async (_: unknown, number: number, settled: Pick<Kept, 'status' | 'outcome'>) => {
      Object.assign(of(number), settled);
      return null;
    },
    putBackRecord: async (_: unknown, number: number) => {
      of(number).status = 'waiting';
      of(number).attempts -= 1;
      return null;
    },
    leaveOutRecords: async () => {
      for (const r of records) if (r.status === 'waiting' || r.status === 'taken') r.status = 'left_out';
      return null;
    },
    countRecords: async () => ({
      records: records.length,
      open: records.filter((r) => r.status === 'waiting' || r.status === 'taken').length,
    }),
    othersWait: async () => {
      waited += 1;
      return options.othersWait?.(waited) ?? false;
    },
    batchProposal: async (_: unknown, without: string[]) => ({
      sha256: createHash('sha256')
        .update(JSON.stringify([records, without]))
        .digest('hex'),
      records: records.map((r) => ({ ...r, code: null })),
    }),
    putArtifact: async (
      _: unknown,
      { base64, ...file }: Omit<Artifact, 'size' | 'sha256'> & { base64: string },
    ) => {
      const bytes = Buffer.from(base64, 'base64');
      files.set(file.key, bytes.toString('utf8'));
      return { ...file, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    recordReply: async (_: unknown, { key, text }: { key: string; text: string }) => {
      if (!told.has(key)) replies.push(text);
      told.add(key);
      return null;
    },
  } as unknown as ContentForAgent;
  const graph = enrichmentGraph(
    {
      askModel,
      content,
      claim: { id: 'j', fence: 1 },
      readSite: async (address) => {
        sites.push(address);
        return options.site ? options.site(address) : madeSite(address);
      },
      attempt: { finishes: options.finishes ?? false },
      speaks: 'pt',
      giveWay: () => {
        gaveWay += 1;
      },
    },
    new MemorySaver(),
  );
  const values = async () => (await graph.getState(thread)).values as EnrichmentState;
  const run = async (input: unknown) => {
    await graph.invoke(input as never, { ...thread, recursionLimit: 60 });
    return values();
  };
  let said = 0;
  return {
    records,
    asked,
    sites,
    replies,
    files,
    gaveWay: () => gaveWay,
    values,
    start: () =>
      run({
        brief: { topic: 'Leads de Campinas', language: 'pt', reference: 'b1' },
        team_id: 't',
        job_id: 'j',
      }),
    /** Another claim of the same job, after a kill; what was under way stays as a dead process leaves it. */
    again: () => run(null),
    say: (text: string) => {
      said += 1;
      const message = { id: said, author_id: 'U1', ts: `${said}.0`, text };
      return run(new Command({ resume: { kind: 'reply', version: 1, question: null, messages: [message] } }));
    },
    requestChanges: (note: string) => {
      said += 1;
      return run(
        new Command({
          resume: {
            review_id: `r${said}`,
            decision: 'request_changes',
            version: 1,
            hash: 'x',
            note,
            reviewer_id: 'U1',
          },
        }),
      );
    },
    awaited: async () =>
      (await graph.getState(thread)).tasks.flatMap((task) => task.interrupts.map(({ value }) => value)).at(0),
  };
}

/** What a company's page on itself says, as if it was read. */
export function madeSite(address: string): Site {
  const company = {
    ...companyProfile(new URL(address).hostname.split('.')[0] ?? ''),
    language: 'pt' as const,
    country: 'Brasil',
  };
  const text = [...aboutPage(company).matchAll(/<p>(.*)<\/p>/g)].map(([, said]) => said).join('\n\n');
  return { url: address, pages: [{ id: 'home', url: address, title: company.name, text }] };
}

export const notReachable = () => new JobFailure('not_reachable', 'Cannot read it');

function written(task: CompanyTask): CompanyAnswer {
  const answer = writeAnswer('company_facts', task);
  if ('refusal' in answer) throw new Error(answer.refusal);
  return JSON.parse(answer.content) as CompanyAnswer;
}
