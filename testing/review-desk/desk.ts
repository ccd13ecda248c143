import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { authorsOf, fields, type PersonId, people, type Rule, type Text, type World } from './world.ts';

type Query = EmbeddedSupabase['owner']['query'];

/** A team of its own in a database that no one else uses meanwhile: the SQL functions as the parts call them. */
export async function openDesk(query: Query, team: string) {
  const ids: string[] = [];
  /** Of each job by version, as they were first read: a version is never rewritten. */
  const hashes: string[][] = [];
  await query(`select platform.set_clock_offset('0')`);
  await query('select platform.install_team($1)', [{ team_id: team, name: team, sandbox: true }]);
  const roleOf = { ana: 'member', bia: 'member', caio: 'approver', davi: 'approver', eva: 'admin' };
  for (const id of people) {
    await query('select platform.note_person($1)', [{ team_id: team, user_id: id, name: id }]);
    await query('select platform.set_role($1, $2, $3)', [team, id, roleOf[id]]);
  }

  /** The outcome of a call, or the code that it was refused with. */
  async function call(sql: string, values: unknown[]): Promise<Record<string, unknown>> {
    try {
      const { rows } = await query(`select to_jsonb(${sql}) as answer`, values);
      const answer = rows[0]?.answer;
      return typeof answer === 'object' && answer !== null
        ? (answer as Record<string, unknown>)
        : { outcome: answer };
    } catch (error) {
      const { detail, message } = error as { detail?: string; message: string };
      return { outcome: `error ${detail ?? message}` };
    }
  }
  const outcome = async (sql: string, ...values: unknown[]) => String((await call(sql, values)).outcome);
  const idOf = (job: number) => ids[job] ?? 'none';
  const hashOf = (job: number, version: number) => hashes[job]?.[version - 1] ?? 'none';

  return {
    async ask(requester: PersonId, channel: string): Promise<string> {
      const brief = {
        topic: 'tema',
        audience: null,
        language: null,
        slides: null,
        tone: null,
        call_to_action: null,
      };
      const key = `${team} ${ids.length}`;
      const job = { team_id: team, type: 'carousel', requester_id: requester, channel_id: channel, brief };
      const { job_id, outcome } = await call('content.enqueue_job($1)', [
        { ...job, command: '/carousel tema', idempotency_key: key, response_url: null },
      ]);
      if (typeof job_id !== 'string') return String(outcome);
      ids.push(job_id);
      hashes.push([]);
      await query('update content.jobs set thread_ts = $2 where id = $1', [job_id, key]);
      return 'created';
    },
    async claim(): Promise<number | null> {
      const { id } = await call('content.claim_job($1, $2)', ['runner', ['carousel']]);
      return typeof id === 'string' ? ids.indexOf(id) : null;
    },
    async write(job: number, fence: number, version: number, text: Text): Promise<string> {
      const key = `${idOf(job)}/v${version}/final/a.png`;
      const file = { key, name: 'a.png', mime: 'image/png', role: 'page', alt: 'a', base64: 'AAAA' };
      const final = await call('content.put_artifact($1, $2, $3)', [idOf(job), fence, file]);
      if (!final.key) return String(final.outcome);
      const draft = {
        version,
        artifacts: [],
        finals: [final],
        content: contentOf(text),
        reason: null,
        read_upto: null,
      };
      const { version: made, outcome } = await call('content.record_draft($1, $2, $3)', [
        idOf(job),
        fence,
        draft,
      ]);
      return made === undefined ? String(outcome) : `version ${made}`;
    },
    async keepWaiting(job: number, fence: number): Promise<string> {
      const refused = await call('content.keep_waiting($1, $2, null)', [idOf(job), fence]);
      return /^error/.test(String(refused.outcome)) ? String(refused.outcome) : 'kept waiting';
    },
    async fail(job: number, fence: number): Promise<string> {
      const error = { code: 'x', message: 'x' };
      const refused = await call('content.fail_job($1, $2, $3, null)', [idOf(job), fence, error]);
      return /^error/.test(String(refused.outcome)) ? String(refused.outcome) : 'failed';
    },
    async giveBack(job: number, fence: number): Promise<string> {
      const refused = await call('content.give_back_job($1, $2)', [idOf(job), fence]);
      return /^error/.test(String(refused.outcome)) ? String(refused.outcome) : 'queued';
    },
    click: (job: number, who: PersonId, version: number, decision: string, forged: boolean) =>
      outcome('content.record_review($1)', {
        job_id: idOf(job),
        version,
        hash: forged ? 'f'.repeat(64) : hashOf(job, version),
        reviewer_id: who,
        decision,
        note: decision === 'approve' ? null : 'x',
      }),
    edit: (job: number, who: PersonId, version: number, key: string, text: Text) =>
      outcome('content.record_hand_version($1)', {
        ...{ team_id: team, job_id: idOf(job), version, hash: hashOf(job, version), person_id: who, key },
        ...{ kind: 'edit', content: contentOf(text), reason: null },
      }),
    restore: (job: number, who: PersonId, version: number, key: string, from: number) =>
      outcome('content.record_hand_version($1)', {
        ...{ team_id: team, job_id: idOf(job), version, hash: hashOf(job, version), person_id: who, key },
        ...{ kind: 'restore', from_version: from, reason: null },
      }),
    cancel: (job: number, who: PersonId) => outcome('content.cancel_job($1, $2)', idOf(job), who),
    retry: (job: number, who: PersonId) => outcome('content.retry_job($1, $2)', idOf(job), who),
    resume: (job: number, who: PersonId) => outcome('content.resume_job($1, $2)', idOf(job), who),
    async pass(totalMs: number): Promise<string> {
      await query(`select platform.set_clock_offset(make_interval(secs => $1))`, [totalMs / 1000]);
      await query('select content.reap_jobs()');
      await query('select content.remind_due(100)');
      return 'passed';
    },
    async reserve(job: number, fence: number, key: string, dimes: number): Promise<string> {
      const wanted = {
        call_key: key,
        node: 'write',
        model: 'm',
        input_tokens: 0,
        max_output_tokens: 0,
        usd: dimes / 10,
      };
      const { outcome, cap } = await call('content.reserve_usage($1, $2, $3)', [idOf(job), fence, wanted]);
      return cap ? `${outcome} ${(cap as { scope: string }).scope}` : String(outcome);
    },
    async settle(job: number, fence: number, key: string, dimes: number | null): Promise<string> {
      const { rows } = await query(
        'select id from content.usage_ledger where job_id = $1 and call_key = $2',
        [idOf(job), key],
      );
      const paid = { usd: (dimes ?? 0) / 10, input_tokens: 0, output_tokens: 0, model: 'm', reply: {} };
      const refused =
        dimes === null
          ? await call('content.void_usage($1, $2, $3)', [idOf(job), fence, rows[0]?.id])
          : await call('content.settle_usage($1, $2, $3, $4)', [idOf(job), fence, rows[0]?.id, paid]);
      return /^error/.test(String(refused.outcome)) ? String(refused.outcome) : 'settled';
    },
    halt: (job: number, fence: number, dimes: number, can_finish: boolean) =>
      outcome('content.stop_for_budget($1, $2, $3)', idOf(job), fence, {
        node: 'write',
        usd: dimes / 10,
        tokens: 0,
        can_finish,
      }),
    answerStop: (job: number, who: PersonId, number: number, answer: string, dimes: number) =>
      outcome('content.answer_budget_stop($1)', {
        ...{ job_id: idOf(job), number, person_id: who, answer },
        ...(answer === 'raise' ? { usd: dimes / 10 } : {}),
      }),
    async setCap(who: PersonId, scope: string, dimes: number): Promise<string> {
      const tokens = 3_000_000;
      const change = { team_id: team, person_id: who, caps: [{ scope, usd: dimes / 10, tokens }] };
      const answer = await call('content.set_budget($1)', [change]);
      return typeof answer.outcome === 'string' ? answer.outcome : 'set';
    },
    saveRule: (who: PersonId, place: string, rule: unknown) => {
      const [job_type, channel_id] = place.split('/');
      return outcome('platform.save_rule($1)', { team_id: team, person_id: who, job_type, channel_id, rule });
    },
    giveRole: (who: PersonId, to: PersonId, role: string) =>
      outcome('platform.give_role($1)', { team_id: team, person_id: who, user_id: to, role }),
    async notePerson(id: PersonId, is_guest: boolean, is_deactivated: boolean): Promise<string> {
      await query('select platform.note_person($1)', [
        { team_id: team, user_id: id, name: id, is_guest, is_deactivated },
      ]);
      return 'noted';
    },
    async putUserGroup(group_id: string, members: PersonId[], is_disabled: boolean): Promise<string> {
      await query('select platform.put_user_group($1)', [
        { team_id: team, group_id, handle: 'h', name: 'n', members, is_disabled },
      ]);
      return 'put';
    },
    /** Keeps all that touches these jobs waiting for a moment, so that what is sent meanwhile meets in the same instant. */
    hold: (jobs: number[]) =>
      query(
        `with held as materialized (select id from content.jobs where id = any ($1) order by id for update)
         select pg_sleep(0.004) from (select count(*) from held) h`,
        [jobs.map(idOf)],
      ),
    /** Everything that a person could see change, as the database holds it. */
    async seen(): Promise<string[]> {
      const { rows } = await query(SEEN, [ids]);
      const jobs = (rows as unknown as SeenJob[]).map((row, job) => {
        const known = hashes[job] ?? [];
        for (const [at, { hash }] of row.drafts.entries()) {
          known[at] ??= hash;
          if (known[at] !== hash) return `job ${job}: version ${at + 1} was rewritten`;
        }
        const drafts = row.drafts.map(({ hash: _, ...draft }) => JSON.stringify(draft));
        return `job ${job}: ${row.status} fence ${row.fence} spent ${row.dimes} stops ${row.stops} ${drafts.join(' ')}`;
      });
      const rules = await query(RULES, [team]);
      const state = await query(PEOPLE, [team]);
      return [
        ...jobs,
        rulesLine((rules.rows as unknown as SeenRule[]).map(({ place, ...rule }) => [place, rule])),
        `people ${state.rows.map(({ said }) => said).join(', ')}`,
      ];
    },
    /** Cards that wait, with whether their thread tells the admins that no one can approve them. */
    async told(): Promise<boolean[]> {
      const { rows } = await query(
        `select exists (select from content.outbox o where o.job_id = j.id and o.kind = 'unreachable' and o.edition = j.versions and not o.given_up) as told
         from unnest($1::text[]) with ordinality i (id, n) join content.jobs j on j.id = i.id order by i.n`,
        [ids],
      );
      return rows.map(({ told }) => told === true);
    },
    close: async () => {
      await query('delete from content.jobs where team_id = $1', [team]);
    },
  };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;

interface SeenJob {
  status: string;
  fence: number;
  dimes: number;
  stops: string;
  drafts: ({ hash: string } & Record<string, unknown>)[];
}

interface SeenRule extends Rule {
  place: string;
}

const RULES = `
  select job_type || '/' || channel_id as place, case when in_order then 'in_order' else 'parallel' end as "order", groups,
    remind_after_hours, escalate_after_hours, expire_after_days
  from platform.approver_rules where team_id = $1`;

const PEOPLE = `
  select concat_ws(' ', user_id, role, is_guest, is_deactivated) as said from platform.people where team_id = $1 order by user_id`;

function rulesLine(rules: Iterable<[string, Rule]>): string {
  const lines = [...rules].map(([place, rule]) => {
    const groups = rule.groups.map((g) => [g.name, g.quorum, g.roles, g.people, g.user_group, g.deputies]);
    const {
      order,
      remind_after_hours: remind,
      escalate_after_hours: escalate,
      expire_after_days: expire,
    } = rule;
    return `${place} ${JSON.stringify([order, groups, remind, escalate, expire])}`;
  });
  return `rules ${lines.sort().join(' ')}`;
}

const SEEN = `
  select j.status, j.fence::integer, (
      select coalesce(round(sum(coalesce(u.usd, u.reserved_usd)) * 10), 0)::integer from content.usage_ledger u where u.job_id = j.id and u.state <> 'void') as dimes,
    (select coalesce(string_agg(s.status, ',' order by s.number), '') from content.budget_stops s where s.job_id = j.id) as stops,
    coalesce((
      select jsonb_agg(jsonb_build_object(
        'hash', d.hash, 'status', d.status, 'madeBy', d.made_by, 'editor', d.author_id,
        'text', jsonb_build_array(d.content ->> 'title', d.content -> 'slides' -> 0 ->> 'title', d.content -> 'post' ->> 'hook'),
        'authors', (select coalesce(jsonb_agg(a order by a), '[]') from jsonb_array_elements(content.author_ids(d)) a),
        'approvals', (select coalesce(jsonb_agg(r.reviewer_id order by r.reviewer_id), '[]') from content.reviews r where r.draft_id = d.id and r.decision = 'approve' and r.hash = d.hash),
        'ends', (select count(*) from content.reviews r where r.draft_id = d.id and r.decision <> 'approve')) order by d.version)
      from content.drafts d where d.job_id = j.id), '[]') as drafts
  from unnest($1::text[]) with ordinality i (id, n) join content.jobs j on j.id = i.id order by i.n`;

/** The same of the model. */
export function expected(world: World): string[] {
  const jobs = world.jobs.map((job, n) => {
    const dimes = [...job.calls.values()]
      .filter(({ state }) => state !== 'void')
      .reduce((sum, { amount }) => sum + amount, 0);
    const drafts = job.versions.map((version) =>
      JSON.stringify(
        sorted({
          status: version.status,
          madeBy: version.madeBy,
          editor: version.editor,
          text: fields.map((field) => version.text[field]),
          authors: authorsOf(version),
          approvals: [...version.approvals].sort(),
          ends: version.ends,
        }),
      ),
    );
    const stops = job.stops.map(({ status }) => status).join(',');
    return `job ${n}: ${job.status} fence ${job.fence} spent ${dimes} stops ${stops} ${drafts.join(' ')}`;
  });
  const state = people.map((id) => {
    const { role, guest, deactivated } = world.people[id];
    return [id, role, guest ? 't' : 'f', deactivated ? 't' : 'f'].join(' ');
  });
  return [...jobs, rulesLine(world.rules), `people ${state.join(', ')}`];
}

/** As jsonb orders its keys: by length, then by letters. */
function sorted(value: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(value).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, value[key]]));
}

function contentOf({ title, slide, hook }: Text) {
  return {
    ...{ kind: 'carousel', title, language: 'pt', sources: [], brand_version: 1, model: 'm', offline: false },
    slides: [{ layout: 'statement', title: slide, evidence: [] }],
    post: { hook, body: 'corpo', hashtags: [] },
  };
}
