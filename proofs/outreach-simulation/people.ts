import { createHash } from 'node:crypto';
import type { ActionType, CampaignStep } from '../../ports/outreach.ts';
import { type Fault, faultShape } from '../../sandbox/linkedin/faults.ts';
import { accept, ignore, invite, say, setStatus, withdraw } from '../../sandbox/linkedin/happen.ts';
import { ProviderError } from '../../sandbox/linkedin/provider-error.ts';
import type { Account, Person } from '../../sandbox/linkedin/shapes.ts';
import { between, oneOf } from '../simulation/world.ts';
import type { Governors } from './keep-governors.ts';
import { BY_HAND, DAY, HOUR, MINUTE, type OutreachWorld } from './outreach-world.ts';
import { CAMPAIGN_TAG, drawConfig, type Setting, type StoryAccount } from './story.ts';
import { people as staff, TEAM } from './watched-outreach.ts';

/** So many actions wait at most: more would only make a history slow. */
const MOST_WAITING = 30;
/** At least between two probes: at other minutes of each hour. */
const PROBE_MS = 97 * MINUTE;
/** They take as long as all else together: a long history has no more of them than one of eight days. */
const MOST_PROBES = 120;
const types: readonly ActionType[] = [
  'send_invite',
  'send_invite',
  'send_message',
  'send_message',
  'view_profile',
  'withdraw_invite',
];

/** What goes wrong at Unipile and LinkedIn, of every class. What is done all the same is answered by a 5xx, a cut or nothing. */
const troubles: readonly Partial<Fault>[] = [
  { on: 'write', error: 'request_timeout', commit: true },
  { on: 'write', error: 'request_timeout' },
  { on: 'write', error: 'unexpected_error', commit: true },
  { on: 'write', error: 'bad_gateway' },
  { on: 'write', error: 'service_unavailable', count: 4 },
  { on: 'write', cut: true, commit: true },
  { on: 'write', cut: true },
  { on: 'write', null_ids: true, commit: true },
  { on: 'send_invite', error: 'provider_error' },
  { on: 'send_invite', error: 'already_invited_recently' },
  { on: 'send_message', error: 'user_unreachable' },
  { on: 'send_message', error: 'blocked_recipient' },
  { on: 'write', error: 'unprocessable_entity' },
  { on: 'write', error: 'invalid_parameters' },
  { on: 'read', error: 'service_unavailable', count: 3 },
  { on: 'read', error: 'unexpected_error', count: 2 },
  { on: 'read', cut: true, count: 2 },
  { on: 'read_profile', partial: true },
  { on: 'read_profile', error: 'resource_not_found' },
];

/** After these an account stands still for a day or a week, or until a person looks. */
const warnings: readonly Partial<Fault>[] = [
  { on: 'write', error: 'too_many_requests' },
  { on: 'read', error: 'too_many_requests' },
  { on: 'write', error: 'account_restricted' },
  { on: 'write', error: 'checkpoint_error' },
  { on: 'write', error: 'disconnected_account' },
  { on: 'write', error: 'missing_credentials' },
  { on: 'read_profile', error: 'account_restricted' },
  { on: 'send_invite', error: 'cannot_resend_yet' },
  { on: 'send_invite', error: 'limit_exceeded' },
];

const steps: readonly CampaignStep[] = [
  { kind: 'view_profile', with_words: false, after: 'previous_sent', wait_days: 0 },
  { kind: 'send_invite', with_words: true, after: 'previous_sent', wait_days: 1 },
  { kind: 'send_message', with_words: true, after: 'accepted', wait_days: 1 },
  { kind: 'send_message', with_words: true, after: 'previous_sent', wait_days: 3 },
];

/** What people do: those of the team in Slack, those at LinkedIn, and the owners of accounts by hand. */
export class People {
  readonly #world: OutreachWorld;
  readonly #governors: Governors;
  readonly #setting: Setting;
  readonly #accounts: readonly StoryAccount[];
  #proposed = 0;
  readonly happened = new Map<string, number>();

  constructor(
    world: OutreachWorld,
    governors: Governors,
    setting: Setting,
    accounts: readonly StoryAccount[],
  ) {
    this.#world = world;
    this.#governors = governors;
    this.#setting = setting;
    this.#accounts = accounts;
  }

  /** Acts now and then until `until`. */
  async live(until: number): Promise<void> {
    const { time, random } = this.#world;
    void this.#probe(until);
    if (random.next() < 0.5) await this.#beginCampaign();
    for (;;) {
      await time.sleep(between(random, 0.2, 1) * 7 * HOUR, undefined, null);
      if (time.now >= until) return;
      await this.#act();
    }
  }

  /** Asks what would go at that instant, and under a tighter rule: probes.ts. */
  async #probe(until: number): Promise<void> {
    const { time, database } = this.#world;
    const every = Math.ceil((until - time.now) / MOST_PROBES / PROBE_MS) * PROBE_MS;
    for (let turn = 1; time.now < until; turn += 1) {
      await time.sleep(every, undefined, null);
      await database.query('select simulation.probe($1)', [turn]);
    }
  }

  async #act(): Promise<void> {
    const { random, faults, time } = this.#world;
    const [what, act] = this.#draw();
    const did = await act();
    if (did === false) return;
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
    faults.trace(`${Math.round(time.now)} people ${what} ${typeof did === 'string' ? did : ''}`);
    this.#governors.stir();
    // Things come together.
    if (random.next() < 0.3) await this.#act();
  }

  #draw(): readonly [string, () => Promise<unknown>] {
    let ticket = this.#world.random.next() * WEIGHT;
    for (const [name, weight] of acts) {
      ticket -= weight;
      if (ticket < 0) return [name, () => this[name]()];
    }
    return ['propose', () => this.propose()];
  }

  get #account(): StoryAccount {
    // SAFETY: there is one.
    return oneOf(this.#world.random, this.#accounts) as StoryAccount;
  }
  get #slug(): string {
    return oneOf(this.#world.random, this.#setting.network.leads)?.public_identifier ?? '';
  }
  /** Mostly someone for whom it makes sense. */
  #someoneFor(type: ActionType): string {
    const { random, linkedIn } = this.#world;
    const slug = this.#slug;
    if (random.next() < 0.2) return slug;
    const known = type === 'send_message' || type === 'withdraw_invite';
    const { leads } = this.#setting.network;
    const reached = leads.filter((l) =>
      type === 'withdraw_invite'
        ? this.#accounts.some(
            (a) => linkedIn.net.invitations.latest(a.providerId, l.provider_id)?.status === 'PENDING',
          )
        : this.#accounts.some((a) => linkedIn.net.people.relation(a.providerId, l.provider_id)) === known,
    );
    return oneOf(random, reached)?.public_identifier ?? slug;
  }
  #member(): string {
    return oneOf(this.#world.random, staff.member) ?? staff.member[0];
  }
  #approver(): string {
    return oneOf(this.#world.random, staff.approver) ?? staff.approver[0];
  }

  /** Several at once, most of them approved. */
  async propose(): Promise<string | false> {
    const { random, database } = this.#world;
    const { rows } = await database.query(
      `select count(*)::integer as n from outreach.linkedin_automation where status in ('approved', 'scheduled', 'pending_approval') and campaign_id is null`,
    );
    const room = Math.min(MOST_WAITING - Number(rows[0]?.n), 1 + Math.floor(random.next() * 6));
    for (let n = 0; n < room; n += 1) await this.#proposeOne();
    return room > 0 && `${room}`;
  }

  async #proposeOne(): Promise<void> {
    const { random, database } = this.#world;
    this.#proposed += 1;
    const type = oneOf(random, types) ?? 'view_profile';
    const words =
      type === 'send_message' || (type === 'send_invite' && random.next() < 0.6)
        ? `Olá! Proposta ${random.next() < 0.1 ? 1 : this.#proposed}.\n\nAté logo`
        : null;
    // Who may approve proposes as well.
    const author = random.next() < 0.2 ? this.#approver() : this.#member();
    const { action_id } = await database.bot.proposeAction({
      team_id: TEAM,
      account_id: this.#account.id,
      type,
      profile_url: `https://www.linkedin.com/in/${this.#someoneFor(type)}`,
      name: null,
      text: words,
      author_id: author,
      channel_id: 'C1',
      idempotency_key: `proposal ${this.#proposed}`,
      response_url: null,
    });
    if (action_id !== null && random.next() < 0.9) await this.#decide(action_id);
  }

  async #decide(actionId: string): Promise<boolean> {
    const { random, database } = this.#world;
    const action = await database.bot.getAction(actionId);
    if (!action) return false;
    // Of a card that may be an old one.
    const revision = action.revision - (random.next() < 0.05 ? 1 : 0);
    const person = random.next() < 0.95 ? this.#approver() : action.author_id;
    const { outcome } = await database.bot.decideAction({
      action_id: actionId,
      revision,
      hash: action.hash,
      person_id: person,
      decision: random.next() < 0.95 ? 'approve' : 'reject',
      note: null,
    });
    if (outcome === 'decided' && revision !== action.revision)
      this.breaches.push(`a press on revision ${revision} of action ${actionId} decided on another`);
    if (person === action.author_id && (outcome === 'decided' || outcome === 'quorum_pending'))
      this.breaches.push(`${person} decided on action ${actionId}, which they wrote`);
    return outcome === 'decided';
  }

  async #anAction(...statuses: string[]): Promise<string | undefined> {
    const { random, database } = this.#world;
    const { rows } = await database.query(
      'select id from outreach.linkedin_automation where status = any ($1) order by created_at, id',
      [statuses],
    );
    const row = oneOf(random, rows);
    return row && String(row.id);
  }

  async decide(): Promise<string | false> {
    const id = await this.#anAction('pending_approval', 'not_sent');
    return id !== undefined && (await this.#decide(id)) && id;
  }

  async edit(): Promise<string | false> {
    const { database } = this.#world;
    const id = await this.#anAction('pending_approval', 'approved', 'scheduled');
    const action = id && (await database.bot.getAction(id));
    if (!action || action.text === null) return false;
    this.#proposed += 1;
    const { outcome } = await database.bot.editAction({
      action_id: action.id,
      revision: action.revision,
      hash: action.hash,
      person_id: this.#world.random.next() < 0.2 ? this.#approver() : this.#member(),
      text: `Outras palavras ${this.#proposed}.`,
    });
    if (outcome !== 'decided') return false;
    if (this.#world.random.next() < 0.8) await this.#decide(action.id);
    return action.id;
  }

  async cancel(): Promise<string | false> {
    const id = await this.#anAction('pending_approval', 'approved', 'scheduled', 'dispatching');
    if (id === undefined) return false;
    const { outcome } = await this.#world.database.bot.cancelAction(id, this.#approver());
    return outcome === 'decided' && id;
  }

  async reschedule(): Promise<string | false> {
    const { random, wall, database } = this.#world;
    const id = await this.#anAction('approved', 'scheduled');
    if (id === undefined) return false;
    const notBefore = new Date(wall.now() + between(random, 0, 5 * DAY)).toISOString();
    const { outcome } = await database.bot.rescheduleAction(id, this.#approver(), notBefore);
    return outcome === 'decided' && id;
  }

  async pause(): Promise<string> {
    const { random, database } = this.#world;
    const account = random.next() < 0.3 ? null : this.#account.id;
    await database.bot.pause(TEAM, account, this.#member(), 'Feira');
    return account ?? 'all';
  }

  /** An admin looks at everything that stands still, mends it at LinkedIn, and lets it go on. */
  async resume(): Promise<void> {
    const { random, database, linkedIn, faults } = this.#world;
    for (const account of this.#accounts) {
      if (!faults.isOver && random.next() < 0.2) continue;
      linkedIn.in(() => {
        const known = linkedIn.net.accounts.get(account.providerId);
        if (known) setStatus(linkedIn.net, known, 'ok');
      });
      await database.bot.resume(TEAM, account.id, 'U0RUI');
    }
    await database.bot.resume(TEAM, null, 'U0RUI');
  }

  /** Begins one, or approves the words for some of its people, or steers it. */
  async campaign(): Promise<string | false> {
    const { random, database } = this.#world;
    const open = (await database.bot.listCampaigns(TEAM)).filter(({ status }) => status !== 'ended');
    const one = oneOf(random, open);
    if (!one) return this.#beginCampaign();
    if (random.next() < 0.2) {
      const what = oneOf(random, ['pause', 'resume', 'resume', 'end'] as const) ?? 'resume';
      await database.bot.steerCampaign(one.id, 'U0RUI', what);
      return `${what} ${one.id}`;
    }
    const { rows } = await database.query(
      `select lead_id from outreach.campaign_leads where campaign_id = $1 and status = 'drafting' order by lead_id limit 4`,
      [one.id],
    );
    for (const { lead_id } of rows) await this.#approveWords(one.id, String(lead_id));
    return rows.length > 0 && `words ${rows.length}`;
  }

  async #beginCampaign(): Promise<string | false> {
    const { random, database } = this.#world;
    this.#proposed += 1;
    const { id } = this.#account;
    const answer = await database.bot.startCampaign({
      team_id: TEAM,
      account_id: id,
      name: `Campanha ${this.#proposed}`,
      purpose: 'Conversa',
      language: 'pt-BR',
      filter: { tag: CAMPAIGN_TAG },
      steps: [...steps],
      stop_on: random.next() < 0.5 ? ['company_reply'] : [],
      weight: 1 + Math.floor(random.next() * 3),
      per_company_week: oneOf(random, [null, 1, 2]) ?? null,
      person_id: this.#member(),
      channel_id: 'C1',
      idempotency_key: `campaign ${this.#proposed}`,
      response_url: null,
    });
    if (answer.outcome !== 'started') return false;
    await database.query(`update outreach.campaigns set thread_ts = '1.1' where id = $1`, [
      answer.campaign.id,
    ]);
    return `began for ${answer.campaign.people}`;
  }

  async #approveWords(campaignId: string, leadId: string): Promise<void> {
    const { wall, database } = this.#world;
    this.#proposed += 1;
    const words = steps.map(({ with_words }, i) =>
      with_words ? `Passo ${i + 1} da proposta ${this.#proposed}.` : null,
    );
    await database.bot.acceptNote({
      key: `note ${this.#proposed}`,
      campaign_id: campaignId,
      lead_id: leadId,
      steps: words.map((text, i) => ({
        step: i + 1,
        text,
        text_hash: text === null ? null : createHash('sha256').update(text).digest('hex'),
      })),
      approvals: [{ person_id: this.#approver(), at: new Date(wall.now()).toISOString() }],
      author_id: 'U0ANA',
      text_by: ['U0ANA'],
      job_id: 'job',
      version: 1,
      channel_id: 'C1',
    });
  }

  /** Says truly what became of what is not known. */
  async resolve(): Promise<string | false> {
    const { database, linkedIn } = this.#world;
    const { rows } = await database.query(
      `select n.id, n.action_type, n.payload ->> 'text' as text, a.provider_account_id, l.profile_url, (extract(epoch from n.executed_at) * 1000)::float8 as at
       from outreach.linkedin_automation n join outreach.accounts a on a.id = n.account_id join outreach.leads l on l.id = n.lead_id
       where n.status = 'unknown' and (n.result ->> 'needs_person')::boolean order by n.id`,
    );
    for (const row of rows) {
      const slug = String(row.profile_url).split('/').at(-1);
      const did = linkedIn
        .calls()
        .some(
          (c) =>
            c.effect &&
            c.kind === row.action_type &&
            c.account_id === row.provider_account_id &&
            c.lead === slug &&
            c.text === row.text &&
            c.at >= Number(row.at) - MINUTE,
        );
      await database.bot.resolveUnknown(String(row.id), this.#approver(), did ? 'sent' : 'not_sent');
    }
    return rows.length > 0 && `${rows.length}`;
  }

  async changeRules(): Promise<string | false> {
    const { random, database } = this.#world;
    const account = this.#account;
    const found = (await database.bot.listAccounts(TEAM)).find(({ id }) => id === account.id);
    if (!found) return false;
    const drawn = drawConfig(random, this.#setting.place, random.next() < 0.5);
    const part = oneOf(random, ['rules', 'zone', 'window', 'all']);
    const config = {
      ...found.config,
      ...(part === 'all' ? drawn : {}),
      ...(part === 'rules' ? { rules: drawn.rules ?? [] } : {}),
      ...(part === 'zone' ? { time_zone: drawn.time_zone ?? 'UTC', holidays: drawn.holidays ?? null } : {}),
      ...(part === 'window'
        ? { window_start: drawn.window_start ?? '09:00', window_end: drawn.window_end ?? '18:00' }
        : {}),
    };
    const { problems } = await database.bot.saveConfig({
      account_id: account.id,
      person_id: 'U0RUI',
      config,
      expected_version: found.config_version,
    });
    return problems.length === 0 && `${account.id} ${part}`;
  }

  async suppress(): Promise<string> {
    const { random, database } = this.#world;
    const slug = this.#slug;
    const lead = this.#setting.network.leads.find((l) => l.public_identifier === slug);
    const isCompany = random.next() < 0.2;
    await database.bot.suppress({
      team_id: TEAM,
      kind: isCompany ? 'company' : 'person',
      value: isCompany ? (lead?.company ?? '') : `https://www.linkedin.com/in/${slug}`,
      person_id: this.#approver(),
      reason: 'Pediu para não receber',
    });
    return slug;
  }

  /** At LinkedIn, between one of the accounts and a person to whom something is known to have gone. */
  #at(does: (account: Account, person: Person) => void, kind?: string): string | false {
    const { linkedIn, random } = this.#world;
    const done = linkedIn.calls().filter((c) => c.effect && (kind === undefined || c.kind === kind));
    const call = oneOf(random, done.slice(-40));
    return call ? this.#between(call.account_id ?? '', call.person_id ?? '', does) : false;
  }

  #between(
    accountId: string,
    personId: string,
    does: (account: Account, person: Person) => void,
  ): string | false {
    const { net } = this.#world.linkedIn;
    const [account, person] = [net.accounts.get(accountId), net.people.get(personId)];
    if (!account || !person) return false;
    try {
      this.#world.linkedIn.in(() => does(account, person));
      return `${account.id} ${person.public_identifier}`;
    } catch (error) {
      // What LinkedIn refuses did not happen.
      if (error instanceof ProviderError) return false;
      throw error;
    }
  }

  async accept(): Promise<string | false> {
    return this.#at((account, person) => accept(this.#world.linkedIn.net, account, person), 'send_invite');
  }
  async ignore(): Promise<string | false> {
    return this.#at((account, person) => ignore(this.#world.linkedIn.net, account, person), 'send_invite');
  }
  async reply(): Promise<string | false> {
    const said = `Resposta ${Math.floor(this.#world.random.next() * 1e6)}`;
    return this.#at((account, person) => say(this.#world.linkedIn.net, account, person, said, false));
  }

  /** The owner works by hand on the same account. */
  async byHand(): Promise<string | false> {
    const { random, linkedIn } = this.#world;
    const { net } = linkedIn;
    const { providerId } = this.#account;
    const [what] = [oneOf(random, ['message', 'invite', 'withdraw'])];
    return this.#between(providerId, this.#slug, (account, person) => {
      const isConnected = net.people.relation(account.id, person.provider_id) !== undefined;
      if (what === 'message' && isConnected)
        say(net, account, person, `${BY_HAND} ${Math.floor(random.next() * 1e6)}`, true);
      else if (
        what === 'invite' &&
        !isConnected &&
        net.invitations.latest(account.id, person.provider_id)?.status !== 'PENDING'
      )
        invite(net, account, person, null, 'human');
      else withdraw(net, account, person);
    });
  }

  async trouble(): Promise<string> {
    return this.#meet(troubles);
  }
  async warning(): Promise<string> {
    return this.#meet(warnings);
  }

  #meet(faults: readonly Partial<Fault>[]): string {
    const { random, linkedIn } = this.#world;
    const fault = oneOf(random, faults) ?? {};
    const whole = faultShape.parse({ ...fault, account_id: this.#account.providerId });
    linkedIn.net.faults.add(whole);
    return `${whole.on} ${whole.error ?? (whole.cut ? 'cut' : '')}${whole.commit ? ' done' : ''}`;
  }

  /** The person's page is gone for good. */
  async vanish(): Promise<string> {
    const lead = this.#slug;
    // Of both versions the one that speaks of LinkedIn's person and not of Unipile's address.
    const error = 'invalid_resource_identifier';
    this.#world.linkedIn.net.faults.add(faultShape.parse({ on: '*', lead, error, count: 10_000 }));
    return lead;
  }

  async accountBreaks(): Promise<string | false> {
    const { random, linkedIn } = this.#world;
    const account = linkedIn.net.accounts.get(this.#account.providerId);
    const status = oneOf(random, [
      'credentials',
      'checkpoint',
      'restricted',
      'error',
      'stopped',
      'connecting',
    ] as const);
    if (!account || !status) return false;
    linkedIn.in(() => setStatus(linkedIn.net, account, status));
    return `${account.id} ${status}`;
  }
  async accountHeals(): Promise<string | false> {
    const { linkedIn } = this.#world;
    const account = linkedIn.net.accounts.get(this.#account.providerId);
    if (!account || account.status === 'ok') return false;
    linkedIn.in(() => setStatus(linkedIn.net, account, 'ok'));
    return account.id;
  }

  async webhooksMisbehave(): Promise<void> {
    const { random, linkedIn } = this.#world;
    Object.assign(linkedIn.net.trouble, {
      duplicate: Math.floor(random.next() * 3),
      reorder_s: random.next() * 600,
      lose: random.next() < 0.5 ? Math.floor(random.next() * 8) : 0,
    });
  }

  /** LinkedIn allows less than the rules do. */
  async limits(): Promise<string | false> {
    const { random, linkedIn } = this.#world;
    const account = linkedIn.net.accounts.get(this.#account.providerId);
    if (!account) return false;
    const over = oneOf(random, [
      'cannot_resend_yet',
      'limit_exceeded',
      'too_many_requests',
      'provider_error',
    ] as const);
    const invites_7d = oneOf(random, [3, 8, 200, 200]) ?? 200;
    linkedIn.net.accounts.put({
      ...account,
      limits: { ...account.limits, invites_7d, over: over ?? account.limits.over },
    });
    return `${account.id} ${invites_7d}`;
  }

  /** Who knows no secret sends a reply, an acceptance or good news. */
  async forge(): Promise<void> {
    const { linkedIn, random } = this.#world;
    const lead = this.#slug;
    const isV2 = linkedIn.unipile.version === 'v2';
    const timestamp = new Date(this.#world.wall.now()).toISOString();
    const [account_id, message_id] = [this.#account.providerId, `forged ${random.next()}`];
    const sender = linkedIn.net.people.get(lead)?.provider_id;
    const said = {
      id: message_id,
      chat_id: 'forged',
      sender_id: sender,
      text: 'Parem',
      timestamp,
      is_sender: false,
    };
    const told = { chat_id: 'forged', message_id, message: 'Parem', timestamp };
    const body = JSON.stringify(
      isV2
        ? { id: message_id, type: 'message.new', account_id, payload: said }
        : {
            ...{ event: 'message_received', account_id, account_type: 'LINKEDIN', ...told },
            ...{ account_info: { user_id: 'x' }, sender: { attendee_provider_id: sender } },
          },
    );
    const signature = `t=${Math.floor(this.#world.wall.now() / 1000)},v0=${'0'.repeat(64)}`;
    const guessed = isV2 ? { 'unipile-signature': signature } : { 'unipile-auth': 'guessed' };
    const headers = random.next() < 0.2 ? {} : guessed;
    const answer = await this.#governors
      .receive('http://linkedin.simulated/webhooks/unipile', { method: 'POST', headers, body })
      .catch(() => undefined);
    if (answer?.status === 200) this.breaches.push('a forged webhook was taken');
  }
  readonly breaches: string[] = [];

  /** The clock that everyone reads is set wrong, or right again. */
  async setClock(): Promise<string> {
    const { random, wall, time, linkedIn } = this.#world;
    const by = between(random, -3, 6) * HOUR * (random.next() < 0.5 ? 0.1 : 1);
    if (by > 0 && random.next() < 0.7) {
      linkedIn.afterWrite(() => void time.sleep(MINUTE, undefined, null).then(() => this.#setToTheNext(by)));
      return 'after the next write';
    }
    wall.set(by);
    return `${Math.round(by / MINUTE)} min`;
  }

  /** To where the next action seems due, although something has just gone. @param byMs Where none is planned. */
  async #setToTheNext(byMs: number): Promise<void> {
    const { wall, database, faults, time } = this.#world;
    const { rows } = await database.query(
      `select (extract(epoch from min(scheduled_for) - platform.now()) * 1000)::float8 as ms from outreach.linkedin_automation
       where status = 'scheduled' and scheduled_for > platform.now()`,
    );
    const by = Math.min((rows[0]?.ms as number | null) ?? byMs, 6 * HOUR) + 10_000;
    wall.set(by);
    faults.trace(`${Math.round(time.now)} people set the clock by ${Math.round(by / MINUTE)} min`);
    this.#governors.stir();
  }
}

const acts = [
  ['propose', 30],
  ['decide', 5],
  ['edit', 4],
  ['cancel', 2],
  ['reschedule', 2],
  ['pause', 1],
  ['resume', 8],
  ['resolve', 5],
  ['changeRules', 2.5],
  ['campaign', 6],
  ['suppress', 0.5],
  ['accept', 8],
  ['ignore', 2],
  ['reply', 4],
  ['byHand', 4],
  ['trouble', 6],
  ['warning', 0.8],
  ['vanish', 0.3],
  ['accountBreaks', 0.5],
  ['accountHeals', 3],
  ['webhooksMisbehave', 1.5],
  ['limits', 0.4],
  ['forge', 2],
  ['setClock', 1.2],
] as const;
const WEIGHT = acts.reduce((sum, [, weight]) => sum + weight, 0);
