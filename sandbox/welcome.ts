import { suggestedArticles, suggestedBriefs } from './seed/briefs.ts';

interface Answer {
  ok: boolean;
  error?: string;
  messages?: { metadata?: { event_type?: string } }[];
}

/** Says once, in #marketing, what this place is and what can be tried with the seeded knowledge. */
export async function postWelcome(apiUrl: string, botToken: string, channelId: string): Promise<void> {
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
    limit: 200,
  });
  if (history.messages?.some((m) => m.metadata?.event_type === 'sandbox_welcome')) return;
  const lines = [
    ...suggestedBriefs.slice(0, 3).map(({ text }) => `/carousel ${text}`),
    ...suggestedArticles.slice(0, 2).map(({ text }) => `/blog ${text}`),
    '/knowledge search passivação',
  ];
  const tries = lines.map((line) => `• \`${line}\``).join('\n');
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  await call('chat.postMessage', {
    channel: channelId,
    text: 'Welcome to Greenlight. Agents draft, people decide.',
    metadata: { event_type: 'sandbox_welcome', event_payload: {} },
    blocks: [
      section('*Welcome to Greenlight.* Agents draft, people decide.'),
      section(`Type one of these here; the team's knowledge base carries them:\n${tries}`),
      section(
        'At the top right you choose who you are. *Marina* and *Pedro* are members: they ask for drafts. *Lúcia* and *Thomas* are approvers: they press Approve, Request changes or Reject, never on a draft of their own. A reply in the thread of an article or carousel changes it. A command alone opens a form or explains itself. LinkedIn outreach is tried in #sales: `/outreach help`.',
      ),
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: 'This is a sandbox on your machine: Slack, the database and the offline writer are stand-ins. The bot, the agents and the governor are the real ones.',
          },
        ],
      },
    ],
  });
}
