import { createHash } from 'node:crypto';
import type { Campaign, CampaignStep } from '../ports/outreach.ts';
import { seed as network, openWorld, type World } from '../testing/governor/world.ts';
import { seeded } from '../testing/seeded.ts';

interface CampaignDaysProof {
  version: 'v1' | 'v2';
  days: number;
  people: number;
  restarts: number;
  /** What the outside world did. */
  happened: Record<string, number>;
  /** The campaign as people see it at the end. */
  campaign: Pick<Campaign, 'status' | 'by_status' | 'reasons' | 'invited' | 'accepted' | 'replied' | 'sent'>;
  writes: number;
  effects: number;
  /** Requests to the provider, reads too, for each write that had an effect. */
  requests_per_effect: number;
  beat_ms: { median: number; worst: number };
  faults: string[];
}

/** What goes wrong at the provider. Each is met by the next call that it fits. */
const troubles: Record<string, unknown>[] = [
  { on: 'write', error: 'request_timeout', commit: true },
  { on: 'write', error: 'request_timeout' },
  { on: 'write', cut: true, commit: true },
  { on: 'write', null_ids: true, commit: true },
  { on: 'send_invite', error: 'provider_error' },
  { on: 'send_message', error: 'user_unreachable' },
  { on: 'read', error: 'service_unavailable', count: 3 },
  { on: 'read_profile', partial: true },
];

const steps: CampaignStep[] = [
  { kind: 'view_profile', with_words: false, after: 'previous_sent', wait_days: 0 },
  { kind: 'send_invite', with_words: true, after: 'previous_sent', wait_days: 1 },
  { kind: 'send_message', with_words: true, after: 'accepted', wait_days: 1 },
  { kind: 'send_message', with_words: true, after: 'previous_sent', wait_days: 3 },
];
const PEOPLE = 40;
/** Four companies of four; the other people are alone in theirs. */
const COLLEAGUES = 4;
const DAY = 24 * 60;

interface Person {
  lead_id: string;
  slug: string;
}

/**
 * A campaign of 40 people, day by day of virtual time: people accept, ignore, reply and refuse, the owner invites and writes
 * by hand, people pause and resume, the provider fails, webhooks come late, twice or never, and the governor is started anew
 * every day at some hour. The simulator's judge watches every write; at the end the campaign's figures are compared with
 * what LinkedIn has.
 */
export async function proveCampaignDays(
  database: Parameters<typeof openWorld>[0],
  options: { seed: number; days: number; version: 'v1' | 'v2'; log(line: string): void },
): Promise<CampaignDaysProof> {
  const random = seeded(options.seed).next;
  const chance = (p: number) => random() < p;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const world = await openWorld(database, options.seed, options.version);
  const faults: string[] = [];
  const happened: Record<string, number> = {};
  const count = (what: string) => {
    happened[what] = (happened[what] ?? 0) + 1;
  };
  const beats: number[] = [];
  let restarts = 0;
  const start = async () => {
    const governor = await world.startGovernor();
    world.drive({
      ...governor,
      async beat() {
        const began = performance.now();
        await governor.beat();
        beats.push(performance.now() - began);
      },
    });
    return governor;
  };
  try {
    await world.setAccount({ working_days: [1, 2, 3, 4, 5] });
    const people = await invitePeople(database.owner, world);
    const campaign = await begin(database.owner, world, people);
    const words = await approveWords(world, campaign, people);
    await world.inject({ webhooks: { duplicate: 2, reorder_s: 120 } });
    let governor = await start();
    let pausedFor = 0;
    for (let day = 0; day < options.days; day += 1) {
      await world.inject({ fault: null, webhooks: { lose: chance(0.3) ? 3 : 0 } });
      await world.inject({ fault: pick(troubles) });
      if (pausedFor === 0 && chance(0.15)) {
        await world.bot.steerCampaign(campaign.id, 'ana', 'pause');
        count('paused');
        pausedFor = 1;
      } else if (pausedFor > 0) {
        await world.bot.steerCampaign(campaign.id, 'ana', 'resume');
        pausedFor = 0;
      }
      const hour = Math.floor(random() * 20) + 2;
      await world.clock.advance(hour * 60);
      await letPeopleAct(world, people, { chance, pick, count });
      await governor.stop(5000);
      restarts += 1;
      governor = await start();
      await world.clock.advance(DAY - hour * 60);
      const [now] = (await world.bot.listCampaigns(campaign.team_id)).filter((c) => c.id === campaign.id);
      options.log(
        `day ${day + 1}: ${JSON.stringify(now?.by_status)}, ${world.writes().length} writes, ${world.linkedIn.judge.breaches().length} breaches`,
      );
    }
    await governor.stop(5000);
    faults.push(...(await compare(database.owner, world, campaign.id, words, people)));
    faults.push(...world.linkedIn.judge.breaches().map((b) => JSON.stringify(b)));
    const [end] = (await world.bot.listCampaigns(campaign.team_id)).filter((c) => c.id === campaign.id);
    if (!end) throw new Error('The campaign is gone');
    const { status, by_status, reasons, invited, accepted, replied, sent } = end;
    const effects = world.writes().filter((w) => w.effect).length;
    beats.sort((a, b) => a - b);
    return {
      version: options.version,
      days: options.days,
      people: people.length,
      restarts,
      happened,
      campaign: { status, by_status, reasons, invited, accepted, replied, sent },
      writes: world.writes().length,
      effects,
      requests_per_effect: Number((world.linkedIn.calls().length / Math.max(1, effects)).toFixed(1)),
      beat_ms: { median: Math.round(beats[beats.length >> 1] ?? 0), worst: Math.round(beats.at(-1) ?? 0) },
      faults,
    };
  } finally {
    await world.stop();
  }
}

type Owner = Parameters<typeof openWorld>[0]['owner'];

/** The strangers of the seed and as many more as are missing, at LinkedIn and here. */
async function invitePeople(owner: Owner, world: World): Promise<Person[]> {
  const strangers = network.leads.filter((l) => !l.connected);
  const added = Array.from({ length: PEOPLE - strangers.length }, (_, i) => ({
    provider_id: `ACoAAcampaign${i}`,
    public_identifier: `pessoa-da-campanha-${i}`,
    first_name: 'Pessoa',
    last_name: `Nova ${i}`,
    company: `Grupo Quatro ${i % Math.ceil((PEOPLE - strangers.length) / COLLEAGUES)}`,
  }));
  for (const person of added) await world.inject({ person });
  const people: Person[] = [];
  for (const person of [...strangers, ...added]) {
    const { rows } = await owner.query('select outreach.add_lead($1) as id', [
      JSON.stringify({
        team_id: 'T0WORLD',
        profile_url: `https://www.linkedin.com/in/${person.public_identifier}`,
        name: `${person.first_name} ${person.last_name}`,
        company: person.company,
      }),
    ]);
    // The people of the seed have tags of their own, which adding them again leaves as they are.
    await owner.query(
      `select outreach.write_lead($1, '{"tags": ["campanha"]}', 'person', 'ana', 'audience', null)`,
      [rows[0]?.id],
    );
    people.push({ lead_id: String(rows[0]?.id), slug: person.public_identifier });
  }
  return people;
}

async function begin(owner: Owner, world: World, people: Person[]): Promise<Campaign> {
  const answer = await world.bot.startCampaign({
    team_id: 'T0WORLD',
    account_id: world.accountId,
    name: 'Quarenta pessoas',
    purpose: 'Conversa sobre implantes',
    language: 'pt-BR',
    filter: { tag: 'campanha' },
    steps,
    stop_on: ['company_reply'],
    weight: 1,
    per_company_week: 2,
    person_id: 'ana',
    channel_id: 'C1',
    idempotency_key: 'campaign',
    response_url: null,
  });
  if (answer.outcome !== 'started')
    throw new Error(`Refused: ${answer.reason} ${JSON.stringify(answer.params)}`);
  if (answer.campaign.people !== people.length) throw new Error(`${answer.campaign.people} people`);
  await owner.query("update outreach.campaigns set thread_ts = '1.1' where id = $1", [answer.campaign.id]);
  return answer.campaign;
}

/** The words of each person, as approved; by the slug. */
async function approveWords(
  world: World,
  campaign: Campaign,
  people: Person[],
): Promise<Map<string, (string | null)[]>> {
  const words = new Map<string, (string | null)[]>();
  for (const { lead_id, slug } of people) {
    const texts = steps.map(({ with_words }, i) =>
      with_words ? `Olá! Passo ${i + 1} para ${slug}.\n\nAté logo` : null,
    );
    words.set(slug, texts);
    const { outcome, reason } = await world.bot.acceptNote({
      key: `note ${lead_id}`,
      campaign_id: campaign.id,
      lead_id,
      steps: texts.map((text, i) => ({
        step: i + 1,
        text,
        text_hash: text === null ? null : createHash('sha256').update(text).digest('hex'),
      })),
      approvals: [{ person_id: 'leo', at: new Date(world.clock.now()).toISOString() }],
      author_id: 'ana',
      text_by: ['ana'],
      job_id: 'job',
      version: 1,
      channel_id: 'C1',
    });
    if (outcome !== 'accepted') throw new Error(`The words for ${slug} were refused: ${reason}`);
  }
  return words;
}

interface Chances {
  chance(p: number): boolean;
  pick<T>(list: readonly T[]): T | undefined;
  count(what: string): void;
}

/** Some accept, some reply, some ignore; the owner does a thing by hand. What LinkedIn refuses did not happen. */
async function letPeopleAct(world: World, people: Person[], { chance, pick, count }: Chances): Promise<void> {
  const happens = async (what: string, body: unknown) => {
    await world.inject(body).then(
      () => count(what),
      () => {},
    );
  };
  const done = world.writes().filter((w) => w.effect);
  const invited = done.filter((w) => w.kind === 'send_invite').map((w) => w.lead ?? '');
  const written = done.filter((w) => w.kind === 'send_message').map((w) => w.lead ?? '');
  for (const lead of invited) {
    if (chance(0.25)) await happens('accepted', { accept: { lead } });
    else if (chance(0.02)) await happens('ignored', { ignore: { lead } });
  }
  for (const lead of new Set(written)) {
    if (chance(0.15))
      await happens('replied', {
        reply: { lead, text: pick(['Tenho interesse', 'Não, obrigada', 'Estou de férias']) },
      });
  }
  const untouched = people.filter((p) => !done.some((w) => w.lead === p.slug));
  const byHand = pick(untouched);
  if (byHand && chance(0.3)) await happens('invited by hand', { human: { lead: byHand.slug, do: 'invite' } });
  const friend = pick(network.leads.filter((l) => l.connected));
  if (friend && chance(0.3))
    await happens('wrote by hand', {
      human: { lead: friend.public_identifier, do: 'message', text: 'Tudo certo?' },
    });
  // Someone answers before we wrote anything but a note.
  const early = pick(invited);
  if (early && chance(0.1)) await happens('replied', { reply: { lead: early, text: 'Quem fala?' } });
}

/** What the campaign says against what LinkedIn has. */
async function compare(
  owner: Owner,
  world: World,
  campaignId: string,
  words: Map<string, (string | null)[]>,
  people: Person[],
): Promise<string[]> {
  const faults: string[] = [];
  const calls = world.linkedIn.calls().filter((c) => c.is_write);
  for (const { slug, lead_id } of people) {
    const texts = words.get(slug) ?? [];
    const to = calls.filter((c) => c.lead === slug);
    for (const call of to) {
      if (call.kind === 'view_profile') continue;
      if (!texts.includes(call.text)) faults.push(`${slug} got words that no one approved`);
    }
    for (const [i, text] of texts.entries()) {
      const kind = steps[i]?.kind;
      const effects = to.filter((c) => c.effect && c.kind === kind && (text === null || c.text === text));
      if (effects.length > 1) faults.push(`step ${i + 1} reached ${slug} ${effects.length} times`);
    }
    const { rows } = await owner.query(
      `select n.step, n.status, n.blocked_by, n.aside, c.status as place from outreach.linkedin_automation n
       join outreach.campaign_leads c on c.campaign_id = n.campaign_id and c.lead_id = n.lead_id
       where n.campaign_id = $1 and n.lead_id = $2 order by n.step`,
      [campaignId, lead_id],
    );
    for (const row of rows) {
      if (row.status === 'dispatching') faults.push(`step ${row.step} of ${slug} is stuck`);
      const open = ['approved', 'scheduled', 'pending_approval'].includes(String(row.status));
      if (open && ['replied', 'stopped', 'finished', 'skipped'].includes(String(row.place)))
        faults.push(`step ${row.step} of ${slug} waits although the person is ${row.place}`);
      // What waits for an outcome or for a person keeps its person in the campaign.
      const kind = steps[Number(row.step) - 1]?.kind;
      const text = texts[Number(row.step) - 1] ?? null;
      const reached = to.some((c) => c.effect && c.kind === kind && (text === null || c.text === text));
      if (row.status === 'completed' && !reached)
        faults.push(`step ${row.step} of ${slug} is completed and never reached LinkedIn`);
      if (reached && !['completed', 'unknown'].includes(String(row.status)))
        faults.push(`step ${row.step} reached ${slug} and is ${row.status}`);
    }
  }
  return faults;
}
