import { systemClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Locale } from '../../ports/people.ts';
import { suggestedArticles, suggestedBriefs, suggestedQuestions, suggestedThemes } from './seed/briefs.ts';
import { type WelcomeWords, welcomeWords } from './welcome-words.ts';

const EVENT = 'sandbox_welcome';

interface Posted {
  ts?: string;
  text?: string;
  metadata?: { event_type?: string };
}

interface Answer {
  ok: boolean;
  error?: string;
  messages?: Posted[];
}

interface Welcome {
  apiUrl: string;
  botToken: string;
  channelId: string;
}

const LOOK_MS = 2000;

/** The welcome is in the team's language: at once when it starts, and soon after an admin switches it. */
export async function keepWelcome(
  welcome: Welcome,
  readLocale: () => Promise<Locale>,
  log: Pick<Log, 'warn'>,
): Promise<{ stop(): Promise<void> }> {
  let said = await readLocale();
  await postWelcome(welcome, said);
  const stopping = new AbortController();
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await systemClock.sleep(LOOK_MS, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        const locale = await readLocale();
        if (locale === said) continue;
        await postWelcome(welcome, locale);
        said = locale;
      } catch (error) {
        log.warn('welcome_not_in_the_language', { error });
      }
    }
  };
  const following = follow();
  return {
    async stop() {
      stopping.abort();
      await following;
    },
  };
}

/** Says, in one message in #marketing, what this place is and what can be tried with the seeded knowledge. */
async function postWelcome(
  { apiUrl, botToken, channelId }: Welcome,
  locale: Locale,
): Promise<'posted' | 'edited' | 'there'> {
  const call = async (method: string, body: unknown): Promise<Answer> => {
    const response = await fetch(`${apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Answer;
    if (!answer.ok) throw new Error(`Cannot post the welcome: ${method} answered ${answer.error}`);
    return answer;
  };
  const history = await call('conversations.history', {
    channel: channelId,
    include_all_metadata: true,
    limit: 999,
  });
  const message = welcomeMessage(locale);
  const posted = history.messages?.find((m) => m.metadata?.event_type === EVENT);
  if (posted?.text === message.text) return 'there';
  const metadata = { event_type: EVENT, event_payload: {} };
  if (posted) {
    await call('chat.update', { channel: channelId, ts: posted.ts, ...message, metadata });
    return 'edited';
  }
  await call('chat.postMessage', { channel: channelId, ...message, metadata });
  return 'posted';
}

/** Pure. What is offered is in the reader's language, and the seeded knowledge carries it. */
export function welcomeMessage(locale: Locale) {
  const t: WelcomeWords = welcomeWords[locale];
  const own = (brief: { language: string }) => brief.language === t.language;
  const lines = [
    ...suggestedBriefs.filter(own).map(({ text }) => `/carousel ${text}`),
    ...suggestedArticles.filter(own).map(({ text }) => `/blog ${text}`),
    ...suggestedQuestions.filter(own).map(({ text }) => `/research ${text}`),
    ...suggestedThemes.filter(own).map(({ text }) => `/plan 5 ${text}`),
    `/knowledge search ${t.search}`,
  ];
  const tries = lines.map((line) => `• \`${line}\``).join('\n');
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  return {
    text: t.text,
    blocks: [
      section(t.heading),
      section(`${t.tries}\n${tries}`),
      section(t.people),
      { type: 'context', elements: [{ type: 'mrkdwn', text: t.standIns }] },
    ],
  };
}
