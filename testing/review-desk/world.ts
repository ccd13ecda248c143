// What the review desk is meant to do, written from its rules and without the database: the model that random histories are
// held against. Whether approvals suffice is found by trying who could count for which group.

export const people = ['ana', 'bia', 'caio', 'davi', 'eva'] as const;
export type PersonId = (typeof people)[number];
export const roles = ['member', 'approver', 'admin'] as const;
type Role = (typeof roles)[number];
export const USER_GROUP = 'S1';
export const scopes = ['job', 'person_day', 'month'] as const;
export type Scope = (typeof scopes)[number];
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** A Tuesday, so that days and weekends come in a known order. */
export const START = Date.parse('2026-03-10T12:00:00Z');
const RESUME_MS = 30 * DAY;
const UNREAD_MS = 60_000;
const MAX_ATTEMPTS = 5;

interface Person {
  role: Role;
  guest: boolean;
  deactivated: boolean;
}

export interface Group {
  name: string | null;
  quorum: number;
  roles: Role[];
  people: PersonId[];
  user_group: string | null;
  deputies: PersonId[];
}

export interface Rule {
  order: 'in_order' | 'parallel';
  groups: Group[];
  remind_after_hours: number | null;
  escalate_after_hours: number | null;
  expire_after_days: number | null;
}

/** Three words of a carousel, each of them one of a kind. */
export interface Text {
  title: string;
  slide: string;
  hook: string;
}
export const fields = ['title', 'slide', 'hook'] as const;
type Field = (typeof fields)[number];

export interface Version {
  text: Text;
  /** Who wrote which word by hand; null: edited this version in any case. */
  byHand: { who: PersonId; word: string | null }[];
  madeBy: 'agent' | 'edit' | 'restore';
  editor: PersonId | null;
  status: 'proposed' | 'superseded' | 'approved' | 'rejected';
  approvals: PersonId[];
  /** Rejections, and requests for changes that were taken up. */
  ends: number;
}

interface Stop {
  scope: Scope;
  wanted: number;
  canFinish: boolean;
  status: 'open' | 'raised' | 'resumed' | 'finishing' | 'finished' | 'stopping' | 'stopped';
  /** Of a raise, in dimes, and for which span. */
  amount: number;
  span: string;
}

interface Call {
  amount: number;
  state: 'reserved' | 'settled' | 'void';
  at: number;
}

export interface Job {
  requester: PersonId;
  channel: string;
  status:
    | 'queued'
    | 'running'
    | 'awaiting_review'
    | 'awaiting_budget'
    | 'completed'
    | 'rejected'
    | 'failed'
    | 'cancelled'
    | 'expired';
  fence: number;
  attempts: number;
  versions: Version[];
  resume: null | { kind: 'changes' } | { kind: 'hand'; version: Version };
  stops: Stop[];
  calls: Map<string, Call>;
  waitsSince: number;
  waitsAs: 'awaiting_review' | 'awaiting_budget';
  expiredAt: number;
}

export interface World {
  now: number;
  people: Record<PersonId, Person>;
  userGroup: { members: PersonId[]; disabled: boolean; readAt: number } | null;
  /** By `type/channel`. */
  rules: Map<string, Rule>;
  jobs: Job[];
  /** In dimes. */
  caps: Record<Scope, number>;
}

const everyoneWho = (roleNames: Role[], quorum: number): Group => ({
  name: null,
  quorum,
  roles: roleNames,
  people: [],
  user_group: null,
  deputies: [],
});

export function newWorld(): World {
  const person = (role: Role): Person => ({ role, guest: false, deactivated: false });
  return {
    now: START,
    people: {
      ana: person('member'),
      bia: person('member'),
      caio: person('approver'),
      davi: person('approver'),
      eva: person('admin'),
    },
    userGroup: null,
    rules: new Map([
      [
        '*/*',
        {
          order: 'parallel',
          groups: [everyoneWho(['approver', 'admin'], 1)],
          remind_after_hours: null,
          escalate_after_hours: null,
          expire_after_days: null,
        },
      ],
    ]),
    jobs: [],
    caps: { job: 30, person_day: 200, month: 2000 },
  };
}

// Who may decide.

export const isActive = (world: World, id: PersonId) =>
  !world.people[id].guest && !world.people[id].deactivated;
export const isAdmin = (world: World, id: PersonId) =>
  isActive(world, id) && world.people[id].role === 'admin';

function ruleOf(world: World, job: Job): Rule {
  const { rules } = world;
  const { channel } = job;
  const found =
    rules.get(`carousel/${channel}`) ??
    rules.get('carousel/*') ??
    rules.get(`*/${channel}`) ??
    rules.get('*/*');
  if (!found) throw new Error('A team is never without the general rule');
  return found;
}

function isNamed(world: World, group: Group, id: PersonId): boolean {
  return group.roles.includes(world.people[id].role) || group.people.includes(id);
}
function isInUserGroup(world: World, group: Group, id: PersonId): boolean {
  const { userGroup } = world;
  return (
    group.user_group !== null && userGroup !== null && !userGroup.disabled && userGroup.members.includes(id)
  );
}
function isOfGroup(world: World, group: Group, id: PersonId): boolean {
  return (
    isActive(world, id) &&
    (isNamed(world, group, id) || isInUserGroup(world, group, id) || group.deputies.includes(id))
  );
}
const isOfRule = (world: World, rule: Rule, id: PersonId) =>
  rule.groups.some((group) => isOfGroup(world, group, id));

/** The most places of the groups that these people fill, each person one. */
function placesFilled(world: World, rule: Rule, ids: PersonId[]): number {
  const places = rule.groups.flatMap((group) => Array.from({ length: group.quorum }, () => group));
  const most = (at: number, left: PersonId[]): number => {
    const place = places[at];
    if (!place) return 0;
    const filled = left
      .filter((id) => isOfGroup(world, place, id))
      .map(
        (id) =>
          1 +
          most(
            at + 1,
            left.filter((other) => other !== id),
          ),
      );
    return Math.max(most(at + 1, left), ...filled);
  };
  return most(0, ids);
}
const placesOf = (rule: Rule) => rule.groups.reduce((sum, { quorum }) => sum + quorum, 0);

export const authorsOf = (version: Version): PersonId[] =>
  [...new Set(version.byHand.map(({ who }) => who))].sort();
const isBarred = (job: Job, version: Version, id: PersonId) =>
  id === job.requester || authorsOf(version).includes(id);

/** Approvals count as long as the person may still give them. */
function counting(world: World, job: Job, version: Version): PersonId[] {
  const rule = ruleOf(world, job);
  return version.approvals.filter((id) => isOfRule(world, rule, id) && !isBarred(job, version, id));
}
function isComplete(world: World, job: Job, version: Version): boolean {
  const rule = ruleOf(world, job);
  return placesFilled(world, rule, counting(world, job, version)) === placesOf(rule);
}
export function isReachable(world: World, job: Job, version: Version): boolean {
  const rule = ruleOf(world, job);
  const able = people.filter((id) => !isBarred(job, version, id));
  return placesFilled(world, rule, able) === placesOf(rule);
}

export function mayApprove(world: World, job: Job, version: Version, id: PersonId): boolean {
  const rule = ruleOf(world, job);
  if (!isOfRule(world, rule, id) || isBarred(job, version, id)) return false;
  if (isComplete(world, job, version)) return true;
  const given = counting(world, job, version);
  if (given.includes(id)) return false;
  const [first] = rule.groups;
  if (rule.order === 'in_order' && first && !isOfGroup(world, first, id)) {
    if (given.filter((one) => isOfGroup(world, first, one)).length < first.quorum) return false;
  }
  return placesFilled(world, rule, [...given, id]) > placesFilled(world, rule, given);
}

/** Only a user group could make this person an approver, and it was not read just now. */
function isUnread(world: World, rule: Rule, id: PersonId): boolean {
  const asks = rule.groups.some((group) => group.user_group !== null);
  const isStale = world.userGroup === null || world.userGroup.readAt < world.now - UNREAD_MS;
  const isSure = rule.groups.some(
    (group) =>
      isActive(world, id) &&
      (isNamed(world, group, id) || (group.deputies.includes(id) && !isInUserGroup(world, group, id))),
  );
  return asks && isStale && !isSure;
}

function maySteer(world: World, job: Job, id: PersonId): boolean {
  return isActive(world, id) && (id === job.requester || isOfRule(world, ruleOf(world, job), id));
}

/** That no one of the team, whoever asks, could have a draft approved under it. */
function canBeSatisfied(world: World, rule: Rule): boolean {
  for (const group of rule.groups) {
    if (group.user_group !== null && (world.userGroup === null || world.userGroup.disabled)) return false;
    if ([...group.people, ...group.deputies].some((id) => !isActive(world, id))) return false;
  }
  return people.every((requester) => {
    const others = people.filter((id) => id !== requester);
    return placesFilled(world, rule, others) === placesOf(rule);
  });
}

// Jobs.

const ended = ['completed', 'rejected', 'failed', 'cancelled', 'expired'];
const isEnded = (job: Job) => ended.includes(job.status);
const isWaiting = (job: Job) => job.status === 'awaiting_review' || job.status === 'awaiting_budget';
export const newest = (job: Job): Version | undefined => job.versions.at(-1);

/** Leaves the hands of a runner: what it had reserved counts as spent. */
function letGo(job: Job): void {
  if (job.status !== 'running') return;
  for (const call of job.calls.values()) if (call.state === 'reserved') call.state = 'settled';
}
function move(world: World, job: Job, status: Job['status']): void {
  if (status !== 'running') letGo(job);
  if (job.status === 'running' && ['awaiting_review', 'failed'].includes(status)) {
    for (const stop of job.stops) {
      if (stop.status === 'finishing') stop.status = 'finished';
      if (stop.status === 'stopping') stop.status = 'stopped';
    }
  }
  job.status = status;
  if (status === 'awaiting_review' || status === 'awaiting_budget') {
    job.waitsSince = world.now;
    job.waitsAs = status;
  }
}

export function ask(world: World, requester: PersonId, channel: string): string {
  if (!isActive(world, requester)) return 'error not_allowed';
  world.jobs.push({
    requester,
    channel,
    status: 'queued',
    fence: 0,
    attempts: 0,
    versions: [],
    resume: null,
    stops: [],
    calls: new Map(),
    waitsSince: 0,
    waitsAs: 'awaiting_review',
    expiredAt: 0,
  });
  return 'created';
}

export function claim(world: World, claimed: number | null): string {
  const queued = world.jobs.filter(({ status }) => status === 'queued');
  if (claimed === null) return queued.length === 0 ? 'none' : 'some';
  const job = world.jobs[claimed];
  if (job?.status !== 'queued') return `not queued but ${job?.status}`;
  move(world, job, 'running');
  job.fence += 1;
  job.attempts += 1;
  return `job ${claimed}`;
}

/** The next version of a held job: its runner writes, draws what a person made, or lets go of what was stopped. */
export function write(world: World, job: Job, text: Text): string {
  if (job.status !== 'running') return 'error lost_lease';
  const before = newest(job);
  job.attempts = 0;
  if (job.stops.some(({ status }) => status === 'stopping')) {
    if (before && job.resume?.kind === 'changes') before.ends -= 1;
    move(world, job, 'awaiting_review');
    job.resume = null;
    return 'kept waiting';
  }
  const hand = job.resume?.kind === 'hand' ? job.resume.version : null;
  const version: Version = hand ?? {
    text,
    byHand: standing(before, text),
    madeBy: 'agent',
    editor: null,
    status: 'proposed',
    approvals: [],
    ends: 0,
  };
  if (before?.status === 'proposed') before.status = 'superseded';
  job.versions.push(version);
  job.resume = null;
  move(world, job, 'awaiting_review');
  return `version ${job.versions.length}`;
}

export function fail(world: World, job: Job): string {
  if (job.status !== 'running') return 'error lost_lease';
  move(world, job, 'failed');
  return 'failed';
}

export function giveBack(world: World, job: Job): string {
  if (job.status !== 'running') return 'error lost_lease';
  job.attempts -= 1;
  move(world, job, 'queued');
  return 'queued';
}

type Decision = 'approve' | 'request_changes' | 'reject';

export function click(
  world: World,
  job: Job,
  who: PersonId,
  number: number,
  decision: Decision,
  forged: boolean,
): string {
  const version = job.versions[number - 1];
  if (!version) return 'error unknown_draft';
  if (forged) return 'error hash_mismatch';
  const rule = ruleOf(world, job);
  if (number < job.versions.length) return 'superseded';
  if (job.status !== 'awaiting_review' || version.status !== 'proposed') return 'already_decided';
  if (!isActive(world, who)) return 'not_allowed';
  if (decision === 'request_changes') {
    const may = who === job.requester || (isOfRule(world, rule, who) && !isUnread(world, rule, who));
    if (!may) return 'not_allowed';
    version.ends += 1;
    job.resume = { kind: 'changes' };
    job.attempts = 0;
    move(world, job, 'queued');
    return 'decided';
  }
  if (who === job.requester || !isOfRule(world, rule, who) || isUnread(world, rule, who))
    return 'not_allowed';
  if (decision === 'reject') {
    version.ends += 1;
    version.status = 'rejected';
    job.resume = null;
    move(world, job, 'rejected');
    return 'decided';
  }
  if (!mayApprove(world, job, version, who)) return 'not_allowed';
  if (!version.approvals.includes(who)) version.approvals.push(who);
  if (!isComplete(world, job, version)) return 'quorum_pending';
  version.status = 'approved';
  job.resume = null;
  move(world, job, 'completed');
  return 'decided';
}

/** An edit of one field, or a version of before once more; against the version whose card was pressed. */
export function makeByHand(
  world: World,
  job: Job,
  who: PersonId,
  number: number,
  made: { field: Field; word: string } | { from: number },
): string {
  const base = job.versions[number - 1];
  const from = 'from' in made ? job.versions[made.from - 1] : undefined;
  if (!base || ('from' in made && !from)) return 'not_found';
  if (!maySteer(world, job, who)) return 'not_allowed';
  if (isEnded(job)) return 'ended';
  if (number < job.versions.length) return 'superseded';
  if (job.status !== 'awaiting_review') return 'busy';
  const text = 'from' in made ? (from as Version).text : { ...base.text, [made.field]: made.word };
  if (fields.every((field) => text[field] === base.text[field])) return 'unchanged';
  const edited =
    'from' in made ? null : [...standing(base, text), { who, word: made.word }, { who, word: null }];
  job.resume = {
    kind: 'hand',
    version: {
      text,
      byHand: edited ?? (from as Version).byHand,
      madeBy: edited ? 'edit' : 'restore',
      editor: who,
      status: 'proposed',
      approvals: [],
      ends: 0,
    },
  };
  job.attempts = 0;
  move(world, job, 'queued');
  return 'queued';
}

/** Words by hand of the version before that still stand. */
function standing(before: Version | undefined, text: Text): Version['byHand'] {
  const words: (string | null)[] = Object.values(text);
  return (before?.byHand ?? []).filter(({ word }) => words.includes(word));
}

export function cancel(world: World, job: Job, who: PersonId): string {
  if (!maySteer(world, job, who)) return 'not_allowed';
  if (isEnded(job)) return 'wrong_state';
  letGo(job);
  job.fence += 1;
  job.resume = null;
  move(world, job, 'cancelled');
  return 'done';
}

export function retry(world: World, job: Job, who: PersonId): string {
  if (!maySteer(world, job, who)) return 'not_allowed';
  if (job.status !== 'failed') return 'wrong_state';
  job.attempts = 0;
  move(world, job, 'queued');
  return 'done';
}

export function resume(world: World, job: Job, who: PersonId): string {
  if (!maySteer(world, job, who)) return 'not_allowed';
  if (job.status !== 'expired') return 'wrong_state';
  if (job.expiredAt + RESUME_MS <= world.now) return 'too_late';
  move(world, job, job.waitsAs);
  return 'done';
}

/** Time passes, leases of runners end, and what waited too long expires. */
export function pass(world: World, ms: number): string {
  world.now += ms;
  for (const job of world.jobs) {
    if (job.status === 'running') move(world, job, job.attempts >= MAX_ATTEMPTS ? 'failed' : 'queued');
    const days = ruleOf(world, job).expire_after_days;
    if (!isWaiting(job) || days === null) continue;
    if (workingInstant(job.waitsSince + days * DAY) > world.now) continue;
    job.fence += 1;
    job.expiredAt = world.now;
    move(world, job, 'expired');
  }
  return 'passed';
}

/** From 9 to 18 on Monday to Friday; all live in UTC. */
function workingInstant(from: number): number {
  let at = from;
  for (;;) {
    const midnight = Math.floor(at / DAY) * DAY;
    const weekday = new Date(midnight).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && at < midnight + 18 * HOUR) return Math.max(at, midnight + 9 * HOUR);
    at = midnight + DAY;
  }
}

// Budget, in dimes.

const spanOf = (world: World, scope: Scope): string =>
  scope === 'job' ? 'ever' : new Date(world.now).toISOString().slice(0, scope === 'month' ? 7 : 10);

/** What counts against a cap of a job: all that was settled and reserved in the span. */
export function spent(world: World, job: Job, scope: Scope): number {
  const span = spanOf(world, scope);
  const jobs = world.jobs.filter(
    (other) => scope === 'month' || (scope === 'job' ? other === job : other.requester === job.requester),
  );
  return jobs
    .flatMap((other) => [...other.calls.values()])
    .filter(
      ({ state, at }) =>
        state !== 'void' && (scope === 'job' || spanOf({ ...world, now: at }, scope) === span),
    )
    .reduce((sum, { amount }) => sum + amount, 0);
}

export function capOf(world: World, job: Job, scope: Scope): number {
  const span = spanOf(world, scope);
  const raises = world.jobs
    .filter(
      (other) => scope === 'month' || (scope === 'job' ? other === job : other.requester === job.requester),
    )
    .flatMap(({ stops }) => stops)
    .filter((stop) => stop.status === 'raised' && stop.scope === scope && stop.span === span);
  return world.caps[scope] + raises.reduce((sum, { amount }) => sum + amount, 0);
}
const refusing = (world: World, job: Job, amount: number): Scope | undefined =>
  scopes.find((scope) => spent(world, job, scope) + amount > capOf(world, job, scope));

export function reserve(world: World, job: Job, key: string, amount: number): string {
  if (job.status !== 'running') return 'error lost_lease';
  const scope = refusing(world, job, amount);
  if (scope) return `refused ${scope}`;
  job.calls.set(key, { amount, state: 'reserved', at: world.now });
  return 'reserved';
}

/** A call costs what was reserved or less; null: it was not made. */
export function settle(job: Job, key: string, amount: number | null): string {
  const call = job.calls.get(key);
  if (call?.state !== 'reserved') throw new Error('Only a reserved call is settled here');
  call.state = amount === null ? 'void' : 'settled';
  call.amount = amount ?? call.amount;
  return 'settled';
}

export function halt(world: World, job: Job, amount: number, canFinish: boolean): string {
  if (job.status !== 'running') return 'error lost_lease';
  const scope = refusing(world, job, amount);
  if (!scope) {
    move(world, job, 'queued');
    return 'room';
  }
  job.stops.push({ scope, wanted: amount, canFinish, status: 'open', amount: 0, span: '' });
  job.attempts = 0;
  move(world, job, 'awaiting_budget');
  return 'stopped';
}

export type StopAnswer = 'raise' | 'go_on' | 'finish' | 'stop';

export function answerStop(
  world: World,
  job: Job,
  who: PersonId,
  number: number,
  answer: StopAnswer,
  amount: number,
): string {
  const stop = job.stops[number - 1];
  if (!stop) return 'not_found';
  if (number < job.stops.length) return 'superseded';
  if (stop.status !== 'open' || job.status !== 'awaiting_budget') return 'already_answered';
  const may = { raise: isAdmin(world, who), go_on: isAdmin(world, who) || maySteer(world, job, who) };
  if (!(answer === 'raise' || answer === 'go_on' ? may[answer] : maySteer(world, job, who)))
    return 'not_allowed';
  if (answer === 'finish' && !stop.canFinish) return 'nothing_to_finish';
  if (answer === 'go_on' && refusing(world, job, stop.wanted)) return 'no_room';
  if (
    answer === 'raise' &&
    spent(world, job, stop.scope) + stop.wanted - capOf(world, job, stop.scope) > amount
  )
    return 'too_little';
  if (answer === 'stop' && newest(job)?.status !== 'proposed') {
    stop.status = 'stopped';
    job.fence += 1;
    job.resume = null;
    move(world, job, 'cancelled');
    return 'answered';
  }
  stop.status = ({ raise: 'raised', go_on: 'resumed', finish: 'finishing', stop: 'stopping' } as const)[
    answer
  ];
  stop.amount = answer === 'raise' ? amount : 0;
  stop.span = spanOf(world, stop.scope);
  job.attempts = 0;
  move(world, job, 'queued');
  return 'answered';
}

// What admins and Slack change.

export function setCap(world: World, who: PersonId, scope: Scope, amount: number): string {
  if (!isAdmin(world, who)) return 'error not_allowed';
  world.caps[scope] = amount;
  return 'set';
}

export function saveRule(world: World, who: PersonId, place: string, rule: Rule | null): string {
  if (!isAdmin(world, who)) return 'error not_allowed';
  const standing = world.rules.get(place);
  if (rule === null) {
    if (!standing) return 'unchanged';
    if (place === '*/*') return 'last';
    world.rules.delete(place);
    return 'removed';
  }
  if (!canBeSatisfied(world, rule)) return 'refused';
  if (standing && JSON.stringify(standing) === JSON.stringify(rule)) return 'unchanged';
  world.rules.set(place, rule);
  return 'saved';
}

export function giveRole(world: World, who: PersonId, to: PersonId, role: Role): string {
  if (!isAdmin(world, who)) return 'error not_allowed';
  if (!isActive(world, to)) return 'guest';
  const person = world.people[to];
  if (person.role === role) return 'unchanged';
  const others = people.filter((id) => id !== to && isAdmin(world, id));
  if (person.role === 'admin' && others.length === 0) return 'last_admin';
  person.role = role;
  return 'changed';
}

export function notePerson(world: World, id: PersonId, guest: boolean, deactivated: boolean): string {
  world.people[id] = { ...world.people[id], guest, deactivated };
  return 'noted';
}

export function putUserGroup(world: World, members: PersonId[], disabled: boolean): string {
  world.userGroup = { members, disabled, readAt: world.now };
  return 'put';
}
