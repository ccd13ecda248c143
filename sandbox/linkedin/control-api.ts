import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { read } from '../slack/control-api/input.ts';
import { refuseOtherSites } from '../slack/control-api/same-site.ts';
import { addressOf, HttpRefusal, readBody, sendJson } from '../slack/http.ts';
import { transaction } from '../slack/store/open-store.ts';
import { faultShape } from './faults.ts';
import { accept, ignore, invite, say, setStatus, withdraw } from './happen.ts';
import { accountRules } from './judge/law.ts';
import type { Network } from './network.ts';
import { present } from './present.ts';
import { ProviderError } from './provider-error.ts';
import { openAccount, seedAccount, seedLead } from './seed.ts';
import { type Account, accountStatuses, hiddenLimits, type Person } from './shapes.ts';

const PATH = '/sandbox/api/linkedin';
const MAX_BODY = 1024 * 1024;

/** Without it the first account is meant. */
const account_id = z.string().optional();
/** Public identifier, provider id or profile address. */
const lead = z.string().min(1).max(300);
const span = z.tuple([z.number().min(0), z.number().min(0)]);

const wanted = z.strictObject({
  /** The person writes. */
  reply: z.strictObject({ account_id, lead, text: z.string().min(1).max(8000) }).optional(),
  /** The person accepts, or ignores, the pending invitation. */
  accept: z.strictObject({ account_id, lead }).optional(),
  ignore: z.strictObject({ account_id, lead }).optional(),
  /** What goes wrong next; null: nothing any more. */
  fault: faultShape.nullable().optional(),
  account_status: z.strictObject({ account_id, status: z.enum(accountStatuses) }).optional(),
  /** Limits that LinkedIn keeps to itself. */
  limits: hiddenLimits.partial().extend({ account_id }).optional(),
  /** What the judge holds the account to; null: what schema outreach says. */
  rules: z.strictObject({ account_id, rules: accountRules.nullable() }).optional(),
  lag: z
    .strictObject({ invite_s: span, message_s: span, webhook_s: span, relation_h: span })
    .partial()
    .optional(),
  webhooks: z
    .strictObject({
      duplicate: z.number().int().min(0).max(20),
      reorder_s: z.number().min(0).max(3600),
      lose: z.number().int().min(0).max(1000),
    })
    .partial()
    .optional(),
  /** What V2 leaves open, or what happens to its keys. */
  v2: z
    .strictObject({
      answers_in: z.enum(['CLASSIC_PRIMARY', 'CLASSIC_ARCHIVED', 'CLASSIC_SPAM']),
      key_expired: z.boolean(),
    })
    .partial()
    .optional(),
  /** The owner uses LinkedIn by hand. */
  human: z
    .strictObject({
      account_id,
      lead,
      do: z.enum(['invite', 'message', 'withdraw']),
      text: z.string().max(8000).optional(),
    })
    .optional(),
  /** One more account, or one more member of LinkedIn. */
  account: seedAccount.optional(),
  person: seedLead.optional(),
  forgive_breaches: z.literal(true).optional(),
});

/** Answers `/sandbox/api/linkedin`; false: another path. */
export function serveControl(net: Network, req: IncomingMessage, res: ServerResponse): boolean {
  if (addressOf(req).pathname !== PATH) return false;
  void net.inFlight.track(async () => {
    try {
      refuseOtherSites(req);
      if (req.method === 'POST') inject(net, parse(await readBody(req, MAX_BODY)));
      else if (req.method !== 'GET')
        throw new HttpRefusal(405, `Cannot ${req.method} linkedin: use GET or POST`);
      const newest = Number(addressOf(req).searchParams.get('calls') ?? Number.POSITIVE_INFINITY);
      sendJson(res, 200, present(net, newest > 0 ? newest : undefined));
    } catch (error) {
      if (error instanceof HttpRefusal) return sendJson(res, error.status, error.body);
      if (error instanceof ProviderError)
        return sendJson(res, 409, { error: error.detail ?? error.type, code: error.type });
      net.log.error('linkedin_control_failed', { error });
      sendJson(res, 500, { error: 'Cannot do this: the simulator failed, see its log' });
    }
  });
  return true;
}

/** Lets the outside world do what the body says. All of it or nothing. */
function inject(net: Network, body: unknown): void {
  const given = read(wanted, body);
  const account = (id: string | undefined): Account => accountNamed(net, id);
  const who = (name: string): Person => personNamed(net, name);
  transaction(net.db, () => {
    if (given.account) openAccount(net, given.account);
    if (given.person) addPerson(net, given.person);
    if (given.limits) {
      const { account_id: id, ...limits } = given.limits;
      const known = account(id);
      net.accounts.put({ ...known, limits: hiddenLimits.parse({ ...known.limits, ...limits }) });
    }
    if (given.rules) net.accounts.put({ ...account(given.rules.account_id), rules: given.rules.rules });
    if (given.account_status)
      setStatus(net, account(given.account_status.account_id), given.account_status.status);
    if (given.accept) accept(net, account(given.accept.account_id), who(given.accept.lead));
    if (given.ignore) ignore(net, account(given.ignore.account_id), who(given.ignore.lead));
    if (given.reply)
      say(net, account(given.reply.account_id), who(given.reply.lead), given.reply.text, false);
    if (given.human) {
      const { account_id: id, lead: name, do: act, text } = given.human;
      if (act === 'withdraw') withdraw(net, account(id), who(name));
      else if (act === 'invite') invite(net, account(id), who(name), text ?? null, 'human');
      else say(net, account(id), who(name), text ?? '', true);
    }
    if (given.forgive_breaches) net.calls.forgiveBreaches();
  });
  if (given.fault === null) net.faults.clear();
  else if (given.fault) net.faults.add(given.fault);
  Object.assign(net.lags, given.lag);
  Object.assign(net.trouble, given.webhooks, given.v2);
}

function addPerson(net: Network, { connected, ...person }: z.infer<typeof seedLead>): void {
  net.people.put({ ...person, distance: 'SECOND_DEGREE' });
  const at = Math.floor(net.now());
  if (connected) net.people.connect(accountNamed(net, undefined).id, person.provider_id, at, at);
}

function accountNamed(net: Network, id: string | undefined): Account {
  const all = net.accounts.all();
  const account = id === undefined ? all[0] : all.find((known) => known.id === id);
  if (account) return account;
  throw new HttpRefusal(404, `There is no account "${id}": ${all.map((known) => known.id).join(', ')}`);
}

function personNamed(net: Network, name: string): Person {
  const slug = /\/in\/([^/?#]+)/.exec(name)?.[1] ?? name;
  const person = net.people.get(decodeURIComponent(slug));
  if (person) return person;
  throw new HttpRefusal(404, `There is no person "${name}" at LinkedIn`);
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.length === 0 ? '{}' : raw.toString());
  } catch {
    throw new HttpRefusal(400, 'Cannot read the request: the body is not JSON');
  }
}
