import { isLoopback } from '../platform/config.ts';
import { ExpectedError } from '../platform/errors.ts';

/** Options of `mint`, as typed. */
export interface TokenWish {
  name: string;
  owner: string;
  people: string;
  channels: string;
  types: string;
  may: string;
  days: string;
  perMinute: string;
  webhook: string | undefined;
}

const DAY_MS = 86_400_000;
const TYPES = ['carousel', 'blog', 'research'];
const MAY = ['start', 'read'];

/**
 * Reads what was typed. Pure.
 *
 * @throws {ExpectedError} `bad_token` with the first fault and what is accepted.
 */
export function readTokenWish(wish: TokenWish, nowMs: number) {
  const refuse = (option: string, value: string, accepted: string) =>
    new ExpectedError('bad_token', `Cannot mint a token with ${option} "${value}"; accepted: ${accepted}`);
  const list = (option: string, value: string, pattern: RegExp, accepted: string) => {
    const items = [...new Set(value.split(/[\s,;]+/).filter(Boolean))];
    const wrong = items.find((item) => !pattern.test(item));
    if (wrong !== undefined || items.length === 0 || items.length > 100)
      throw refuse(option, wrong ?? value, `1 to 100 of ${accepted}`);
    return items;
  };
  const whole = (option: string, value: string, min: number, max: number) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < min || number > max)
      throw refuse(option, value, `${min} to ${max}`);
    return number;
  };
  const oneOf = (known: string[]) => new RegExp(`^(${known.join('|')})$`);
  const user = /^[UW][A-Z0-9]{1,30}$/;
  if (!/^[a-z0-9][a-z0-9-]{1,39}$/.test(wish.name))
    throw refuse('the name', wish.name, '2 to 40 small letters, digits and hyphens, such as crm-sync');
  if (!user.test(wish.owner)) throw refuse('--owner', wish.owner, 'a Slack user id such as U012ABCDEF');
  const may = list('--may', wish.may, oneOf(MAY), MAY.join(', '));
  const days = whole('--days', wish.days, 1, 3650);
  return {
    name: wish.name,
    owner_id: wish.owner,
    people: list('--people', wish.people, user, 'Slack user ids such as U012ABCDEF'),
    channels: list(
      '--channels',
      wish.channels,
      /^[CG][A-Z0-9]{1,30}$/,
      'Slack ids of channels such as C012ABCDEF',
    ),
    types: list('--types', wish.types, oneOf(TYPES), TYPES.join(', ')),
    may_start: may.includes('start'),
    may_read: may.includes('read'),
    webhook_url: wish.webhook === undefined ? null : webhookOf(wish.webhook, refuse),
    most_requests: whole('--per-minute', wish.perMinute, 1, 600),
    expires_at: new Date(nowMs + days * DAY_MS).toISOString(),
  };
}

/** Where it leads is checked at each connection; here only what can be read of it. Plain http is for hosts of one's own. */
function webhookOf(
  given: string,
  refuse: (option: string, value: string, accepted: string) => Error,
): string {
  const url = URL.parse(given);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!url || !isWeb || url.username !== '' || url.password !== '')
    throw refuse('--webhook', given, 'an https address without a name and password in it');
  if (
    url.protocol === 'http:' &&
    !isLoopback(url.href) &&
    url.hostname.includes('.') &&
    !isPrivateName(url.hostname)
  )
    throw refuse(
      '--webhook',
      given,
      'https; http alone for hosts that WEBHOOK_PRIVATE_HOSTS names, such as hooks.internal',
    );
  url.hash = '';
  return url.href;
}

/** An address in digits, or a name below a domain that no one can register. */
const isPrivateName = (host: string) => /^[\d.]+$|\.(internal|local|lan|home\.arpa|test)$/.test(host);
