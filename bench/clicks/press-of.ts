import { button, type Message } from '../../testing/product/app.ts';

/** The body of a press on Approve, as Slack sends it. */
export function pressOf(card: Message, who: string, teamId: string, channelId: string): string {
  const approve = button(card, /^approve$/i);
  if (!approve) throw new Error(`No Approve on: ${JSON.stringify(card).slice(0, 300)}`);
  const payload = {
    type: 'block_actions',
    user: { id: who, username: who, name: who, team_id: teamId },
    team: { id: teamId, domain: 'alba' },
    api_app_id: 'A0GREENLIGHT',
    token: 'x',
    container: {
      type: 'message',
      message_ts: card.ts,
      channel_id: channelId,
      thread_ts: card.thread_ts,
      is_ephemeral: false,
    },
    channel: { id: channelId, name: 'marketing' },
    message: card,
    trigger_id: `bench.${who}.${card.ts}.${Math.random()}`,
    response_url: 'http://127.0.0.1:9/none',
    actions: [{ ...approve, action_ts: card.ts, block_id: 'b' }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
