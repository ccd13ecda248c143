import fc from 'fast-check';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { type Desk, expected, openDesk } from './desk.ts';
import * as w from './world.ts';

/** What one command of a history may draw on; what its numbers mean depends on what is there when it comes. */
interface Draw {
  kind: (typeof kinds)[number];
  who: number;
  job: number;
  n: number;
  m: number;
  flag: boolean;
}

/** A command with what it is about: the same on the database and on the model. */
interface Step {
  name: string;
  jobs: number[];
  send(desk: Desk): Promise<string>;
  expect(world: w.World): string;
}

const weights = {
  ask: 3,
  work: 12,
  click: 16,
  race: 8,
  edit: 5,
  restore: 3,
  reserve: 6,
  reserveRace: 3,
  settle: 3,
  answerStop: 6,
  fail: 1,
  giveBack: 1,
  cancel: 1,
  retry: 2,
  resume: 3,
  pass: 3,
  setCap: 2,
  saveRule: 6,
  giveRole: 2,
  notePerson: 3,
  putUserGroup: 3,
} as const;
const kinds = Object.keys(weights) as (keyof typeof weights)[];
/** What two people may do in the same instant. */
const racing = [
  'click',
  'click',
  'click',
  'click',
  'edit',
  'restore',
  'cancel',
  'saveRule',
  'notePerson',
  'answerStop',
  'resume',
  'reserve',
  'reserve',
] as const;

const draw = (kind: fc.Arbitrary<Draw['kind']>): fc.Arbitrary<Draw> =>
  fc.record({
    kind,
    who: fc.nat(4),
    job: fc.nat(9),
    n: fc.nat(999),
    m: fc.nat(999),
    flag: fc.boolean(),
  });
const anyKind = fc.oneof(...kinds.map((kind) => ({ weight: weights[kind], arbitrary: fc.constant(kind) })));
const command = fc.tuple(draw(anyKind), draw(fc.constantFrom(...racing)), draw(fc.constantFrom(...racing)));
export const histories = (least: number) => fc.array(command, { minLength: least, maxLength: least + 20 });
export type History = [Draw, Draw, Draw][];

export interface Tally {
  commands: number;
  races: number;
  /** Outcomes by command: what a history never met proves nothing. */
  met: Record<string, number>;
}

let teams = 0;

/** Puts the database's clock still, so that only a history moves it. */
export const stillClock = `create or replace function platform.now() returns timestamptz
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select timestamptz '${new Date(w.START).toISOString()}' + s.clock_offset from platform.settings s $$`;

/**
 * Plays a history on the database and on the model, and throws where they part: another outcome, another state, a
 * waiting card that no one can approve without a notice, or a version that was rewritten.
 */
export async function playHistory(
  query: EmbeddedSupabase['owner']['query'],
  history: History,
  tally: Tally,
): Promise<void> {
  teams += 1;
  const desk = await openDesk(query, `T${teams}`);
  let world = w.newWorld();
  const told: string[] = [];
  let words = 0;
  const nextWord = () => {
    words += 1;
    return `w${words}`;
  };

  const note = (name: string, answer: string) => {
    tally.commands += 1;
    const met = `${name} ${answer}`;
    tally.met[met] = (tally.met[met] ?? 0) + 1;
    told.push(met);
  };
  const fault = (what: string) => new Error(`${what}\nHistory:\n${told.join('\n')}`);

  async function take(step: Step): Promise<string> {
    const answer = await step.send(desk);
    const meant = step.expect(world);
    note(step.name, answer);
    if (answer !== meant) throw fault(`${step.name} was answered "${answer}" instead of "${meant}"`);
    await compare(world);
    return answer;
  }

  async function compare(meant: w.World): Promise<void> {
    const seen = await desk.seen();
    const wanted = expected(meant);
    const at = wanted.findIndex((line, n) => line !== seen[n]);
    if (at >= 0) throw fault(`Seen:   ${seen[at]}\nMeant:  ${wanted[at]}`);
    await checkNotices(meant);
  }

  async function checkNotices(meant: w.World): Promise<void> {
    const open = meant.jobs.map((job) => {
      const version = w.newest(job);
      return job.status === 'awaiting_review' && version !== undefined && !w.isReachable(meant, job, version);
    });
    if (!open.includes(true)) return;
    const notices = await desk.told();
    const silent = open.findIndex((is, job) => is && !notices[job]);
    if (silent >= 0)
      throw fault(`Job ${silent} waits for people of whom too few are left, and no one is told`);
  }

  /** Both at once: one order of the two must explain both answers and what is there after them. */
  async function race(first: Step, second: Step): Promise<void> {
    const holding = desk.hold([...new Set([...first.jobs, ...second.jobs])].sort());
    const answers = await Promise.all([first.send(desk), second.send(desk), holding]);
    const seen = (await desk.seen()).join('\n');
    tally.races += 1;
    note(`${first.name} || ${second.name}:`, `${answers[0]}, ${answers[1]}`);
    const orders = [
      [first, second],
      [second, first],
    ] as const;
    for (const order of orders) {
      const after = structuredClone(world);
      const meant = new Map(order.map((step) => [step, step.expect(after)]));
      const isSo = meant.get(first) === answers[0] && meant.get(second) === answers[1];
      if (!isSo || expected(after).join('\n') !== seen) continue;
      world = after;
      await checkNotices(world);
      return;
    }
    throw fault(`No order of the two explains: ${answers[0]}, ${answers[1]}\n${seen}`);
  }

  try {
    for (const requester of ['ana', 'bia'] as const) {
      await take(askStep(requester, 'C1'));
      await work({ kind: 'work', who: 0, job: 0, n: 0, m: 0, flag: false });
    }
    for (const [one, two, three] of history) {
      if (one.kind === 'race') {
        const [first, second] = [stepOf(two), stepOf(three)];
        if (first && second) await race(first, second);
      } else if (one.kind === 'work') {
        await work(one);
      } else if (one.kind === 'reserve') {
        await reserveNear(one, 1);
      } else if (one.kind === 'reserveRace') {
        await raceForMoney();
      } else {
        const step = stepOf(one);
        const answer = step && (await take(step));
        // Who holds a raised job calls again, and another job gains nothing by it.
        if (one.kind === 'answerStop' && answer === 'answered')
          await reserveNear({ ...one, n: 0, flag: true }, 2);
      }
    }
    for (const { status } of world.jobs) tally.met[`ends ${status}`] = (tally.met[`ends ${status}`] ?? 0) + 1;
  } finally {
    await desk.close();
  }

  function heldNow(): number[] {
    return world.jobs.flatMap(({ status }, at) => (status === 'running' ? [at] : []));
  }

  /** Runners take jobs until they hold so many; where too few wait, people ask for more. */
  async function hold(count: number): Promise<void> {
    while (heldNow().length < count) {
      if (!world.jobs.some(({ status }) => status === 'queued')) {
        const requester = w.people.find((id) => w.isActive(world, id));
        if (!requester) return;
        await take(askStep(requester, 'C1'));
      }
      let claimed: number | null = null;
      await take({
        name: 'claim',
        jobs: [],
        send: async (to) => {
          claimed = await to.claim();
          return claimed === null ? 'none' : `job ${claimed}`;
        },
        expect: (of) => w.claim(of, claimed),
      });
    }
  }

  /** Two calls at once for jobs of one team, whose month leaves room for one. */
  async function raceForMoney(): Promise<void> {
    const admin = w.people.find((id) => w.isAdmin(world, id));
    await hold(2);
    const [one, two] = heldNow();
    if (!admin || one === undefined || two === undefined) return;
    const usual = world.caps.month;
    await take(capStep(admin, 'month', w.spent(world, jobOf(world, one), 'month') + 5));
    await race(reserveStep(one, 3), reserveStep(two, 3));
    await take(capStep(admin, 'month', usual));
  }

  function capStep(who: w.PersonId, scope: w.Scope, amount: number): Step {
    return {
      name: `${who} caps ${scope}`,
      jobs: [],
      send: (to) => to.setCap(who, scope, amount),
      expect: (of) => w.setCap(of, who, scope, amount),
    };
  }

  function reserveStep(at: number, amount: number): Step {
    const { fence } = jobOf(world, at);
    const key = nextWord();
    return {
      name: `reserve ${at}`,
      jobs: [at],
      send: (to) => to.reserve(at, fence, key, amount),
      expect: (of) => w.reserve(of, jobOf(of, at), key, amount),
    };
  }

  /** A runner takes a job and writes, unless it is to go on holding it. */
  async function work(one: Draw): Promise<void> {
    await hold(1);
    if (one.n % 8 === 7) return;
    const at = world.jobs.findIndex(({ status }) => status === 'running');
    const job = world.jobs[at];
    if (!job) return;
    const before = w.newest(job)?.text;
    const text = { title: nextWord(), slide: nextWord(), hook: nextWord() };
    if (before && one.flag) Object.assign(text, { title: before.title, hook: before.hook });
    const isStopping = job.stops.some(({ status }) => status === 'stopping');
    const drawn = job.resume?.kind === 'hand' ? job.resume.version.text : text;
    await take({
      name: 'write',
      jobs: [at],
      send: (to) =>
        isStopping ? to.keepWaiting(at, job.fence) : to.write(at, job.fence, job.versions.length + 1, drawn),
      expect: (of) => w.write(of, jobOf(of, at), text),
    });
  }

  function askStep(who: w.PersonId, channel: string): Step {
    return {
      name: 'ask',
      jobs: [],
      send: (to) => to.ask(who, channel),
      expect: (of) => w.ask(of, who, channel),
    };
  }

  /** Runners call a model, often for just what a cap leaves or a dime more; one that is refused stops its job. */
  async function reserveNear({ job: jobAt, n, flag }: Draw, count: number): Promise<void> {
    await hold(count);
    const held = heldNow();
    for (const at of count === 1 ? held.slice(jobAt % Math.max(1, held.length)).slice(0, 1) : held) {
      const job = jobOf(world, at);
      const room = Math.min(
        ...w.scopes.map((scope) => w.capOf(world, job, scope) - w.spent(world, job, scope)),
      );
      const amount = n % 3 === 0 ? Math.max(1, room + (flag ? 1 : 0)) : 1 + (n % 9);
      if (!(await take(reserveStep(at, amount))).startsWith('refused')) continue;
      const { fence } = jobOf(world, at);
      await take(
        aboutJob(
          at,
          'halt',
          (to) => to.halt(at, fence, amount, flag),
          (of, its) => w.halt(of, its, amount, flag),
        ),
      );
    }
  }

  function jobIn(status: w.Job['status']): number | undefined {
    const at = world.jobs.findIndex((job) => job.status === status);
    return at < 0 ? undefined : at;
  }

  function aboutJob(
    at: number,
    name: string,
    send: Step['send'],
    expect: (of: w.World, its: w.Job) => string,
  ): Step {
    return { name, jobs: [at], send, expect: (of) => expect(of, jobOf(of, at)) };
  }

  /** Null: there is nothing yet that it could be about. */
  function stepOf({ kind, who: whoAt, job: jobAt, n, m, flag }: Draw): Step | null {
    const who = w.people[whoAt] ?? 'ana';
    const other = w.people[m % 5] ?? 'ana';
    const all = world.jobs.map((_, at) => at);
    const waiting = all.filter((at) => jobOf(world, at).status === 'awaiting_review');
    // Mostly of a card that waits.
    const pool = waiting.length > 0 && m % 10 < 7 ? waiting : all;
    const at = pool[pool.length - 1 - (jobAt % pool.length)] ?? 0;
    const job = jobOf(world, at);
    const current = Math.max(1, job.versions.length - (m % 8 === 7 ? 1 : 0));
    const about = (...its: Parameters<typeof aboutJob> extends [number, ...infer T] ? T : never) =>
      aboutJob(at, ...its);
    switch (kind) {
      case 'ask':
        return askStep(who, n % 3 === 0 ? 'C2' : 'C1');
      case 'click': {
        const decision =
          (['approve', 'approve', 'approve', 'approve', 'request_changes', 'reject'] as const)[n % 6] ??
          'approve';
        const forged = m % 20 === 13;
        const version = w.newest(job);
        if (!version) return null;
        const able = w.people.filter((id) => w.mayApprove(world, job, version, id));
        const by = (flag ? able[m % Math.max(1, able.length)] : undefined) ?? who;
        return about(
          `${by} ${decision} ${at} v${current}${forged ? ' forged' : ''}`,
          (to) => to.click(at, by, current, decision, forged),
          (of, its) => w.click(of, its, by, current, decision, forged),
        );
      }
      case 'edit': {
        const base = job.versions[current - 1];
        const field = w.fields[n % 3] ?? 'title';
        const word = nextWord();
        if (!base) return null;
        return about(
          `${who} edits ${at} v${current}`,
          (to) => to.edit(at, who, current, word, { ...base.text, [field]: word }),
          (of, its) => w.makeByHand(of, its, who, current, { field, word }),
        );
      }
      case 'restore': {
        const from = 1 + (n % Math.max(1, job.versions.length));
        const key = nextWord();
        if (job.versions.length === 0) return null;
        return about(
          `${who} restores ${at} v${from}`,
          (to) => to.restore(at, who, current, key, from),
          (of, its) => w.makeByHand(of, its, who, current, { from }),
        );
      }
      case 'cancel':
        return about(
          `${who} cancels ${at}`,
          (to) => to.cancel(at, who),
          (of, its) => w.cancel(of, its, who),
        );
      case 'retry': {
        const its = jobIn('failed') ?? at;
        return aboutJob(
          its,
          `${who} retries ${its}`,
          (to) => to.retry(its, who),
          (of, job_) => w.retry(of, job_, who),
        );
      }
      case 'resume': {
        const its = jobIn('expired') ?? at;
        return aboutJob(
          its,
          `${who} resumes ${its}`,
          (to) => to.resume(its, who),
          (of, job_) => w.resume(of, job_, who),
        );
      }
      case 'pass': {
        const ms = n % 3 === 0 ? 2 * w.HOUR : (1 + (n % 8)) * w.DAY;
        const total = world.now - w.START + ms;
        return {
          name: `pass ${ms / w.HOUR} h`,
          jobs: [],
          send: (to) => to.pass(total),
          expect: (of) => w.pass(of, ms),
        };
      }
      case 'fail': {
        const its = jobIn('running');
        if (its === undefined) return null;
        const { fence } = jobOf(world, its);
        return aboutJob(
          its,
          'fail',
          (to) => to.fail(its, fence),
          (of, job_) => w.fail(of, job_),
        );
      }
      case 'giveBack': {
        const its = jobIn('running');
        if (its === undefined) return null;
        const { fence } = jobOf(world, its);
        return aboutJob(
          its,
          'giveBack',
          (to) => to.giveBack(its, fence),
          (of, job_) => w.giveBack(of, job_),
        );
      }
      case 'reserve': {
        const its = heldNow()[0];
        return its === undefined ? null : reserveStep(its, 1 + (n % 40));
      }
      case 'settle': {
        const held = world.jobs.findIndex(
          ({ status, calls }) =>
            status === 'running' && [...calls.values()].some(({ state }) => state === 'reserved'),
        );
        if (held < 0) return null;
        const { fence, calls } = jobOf(world, held);
        const [key, call] = [...calls].find(([, { state }]) => state === 'reserved') ?? [];
        if (!key || !call) return null;
        const paid = n % 5 === 0 ? null : n % (call.amount + 1);
        return {
          name: 'settle',
          jobs: [held],
          send: (to) => to.settle(held, fence, key, paid),
          expect: (of) => w.settle(jobOf(of, held), key, paid),
        };
      }
      case 'answerStop': {
        const its = jobIn('awaiting_budget') ?? world.jobs.findIndex(({ stops }) => stops.length > 0);
        if (its < 0) return null;
        const number = Math.max(1, jobOf(world, its).stops.length - (m % 9 === 8 ? 1 : 0));
        const answer = (['raise', 'raise', 'go_on', 'finish', 'stop'] as const)[n % 5] ?? 'raise';
        const amount = 1 + (m % 60);
        // Mostly by one who may.
        const by = flag ? 'eva' : who;
        return {
          name: `${by} answers stop of ${its}: ${answer}`,
          jobs: [its],
          send: (to) => to.answerStop(its, by, number, answer, amount),
          expect: (of) => w.answerStop(of, jobOf(of, its), by, number, answer, amount),
        };
      }
      case 'setCap': {
        const scope = w.scopes[n % 3] ?? 'job';
        const by = flag ? 'eva' : who;
        const amount = scope === 'job' ? m % 50 : 20 + (m % 200);
        return capStep(by, scope, amount);
      }
      case 'saveRule': {
        const place = ['*/*', '*/*', 'carousel/*', '*/C1', 'carousel/C2'][n % 5] ?? '*/*';
        const rule = n % 11 === 10 ? null : ruleFrom(m * 7 + whoAt, flag);
        const by = jobAt % 5 < 4 ? 'eva' : who;
        return {
          name: `${by} saves rule ${place} ${JSON.stringify(rule)}`,
          jobs: [],
          send: (to) => to.saveRule(by, place, rule),
          expect: (of) => w.saveRule(of, by, place, rule),
        };
      }
      case 'giveRole': {
        const role = w.roles[n % 3] ?? 'member';
        const by = flag ? 'eva' : who;
        return {
          name: `${by} makes ${other} ${role}`,
          jobs: [],
          send: (to) => to.giveRole(by, other, role),
          expect: (of) => w.giveRole(of, by, other, role),
        };
      }
      case 'notePerson': {
        // Back again half of the time.
        const [guest, gone] = [n % 4 === 0, n % 4 === 1];
        return {
          name: `${other} is ${guest ? 'a guest' : gone ? 'deactivated' : 'of the team'}`,
          jobs: [],
          send: (to) => to.notePerson(other, guest, gone),
          expect: (of) => w.notePerson(of, other, guest, gone),
        };
      }
      case 'putUserGroup': {
        const members = w.people.filter((_, i) => ((m >> i) & 1) === 1);
        const disabled = n % 6 === 0;
        return {
          name: `user group of ${members.join()}${disabled ? ', disabled' : ''}`,
          jobs: [],
          send: (to) => to.putUserGroup(w.USER_GROUP, members, disabled),
          expect: (of) => w.putUserGroup(of, members, disabled),
        };
      }
      default:
        return null;
    }
  }
}

function jobOf(world: w.World, at: number): w.Job {
  const job = world.jobs[at];
  if (!job) throw new Error(`No job ${at}`);
  return job;
}

function ruleFrom(n: number, isPair: boolean): w.Rule {
  const one = (seed: number, name: string | null): w.Group => {
    const pick = (at: number) => w.people.filter((_, i) => ((seed >> 3) + at * 11 + i * i) % 3 === 0);
    const shape = seed % 5;
    return {
      name,
      quorum: 1 + (Math.floor(seed / 5) % 2),
      roles:
        shape === 0
          ? ['approver', 'admin']
          : shape === 1
            ? ['member', 'approver']
            : shape === 4
              ? ['member', 'approver', 'admin']
              : [],
      people: shape === 2 || shape === 3 ? pick(1) : [],
      user_group: shape === 3 || (shape === 2 && pick(1).length === 0) ? w.USER_GROUP : null,
      deputies: seed % 7 === 0 ? pick(2) : [],
    };
  };
  const groups = isPair ? [one(n, 'marketing'), one(Math.floor(n / 13) + 1, 'regulatory')] : [one(n, null)];
  return {
    order: n % 2 === 0 ? 'in_order' : 'parallel',
    groups,
    remind_after_hours: n % 3 === 0 ? 2 : null,
    escalate_after_hours: n % 4 === 0 ? 4 : null,
    expire_after_days: [null, 1, 2, 4][n % 4] ?? null,
  };
}
