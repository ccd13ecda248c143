import { connectDatabase } from '../../platform/db.ts';
import { contentForAgent, contentForBot } from '../../ports/content.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/start.ts';
import { aDraft } from '../../testing/bot/samples.ts';
import { waitFor } from '../../testing/workspace.ts';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A card of version 1 that waits for its approver; it is in Slack once the bot has posted it. */
type DraftCard = (topic: string, place: { channelId: string; isPosted: boolean }) => Promise<string>;

/** What requester and agent do up to a card. */
export async function draftCards(
  database: EmbeddedSupabase,
  teamId: string,
  requesterId: string,
): Promise<DraftCard> {
  const rpc = async (role: 'greenlight_agent' | 'greenlight_bot') =>
    connectDatabase({ ...database, token: await database.token(role) })('content');
  const agent = contentForAgent(await rpc('greenlight_agent'));
  const content = contentForBot(await rpc('greenlight_bot'));
  return async (topic, { channelId, isPosted }) => {
    const { job_id } = await content.enqueueJob({
      team_id: teamId,
      type: 'carousel',
      requester_id: requesterId,
      channel_id: channelId,
      brief: { topic, audience: null, language: null, slides: null, tone: null, call_to_action: null },
      command: '/carousel',
      idempotency_key: `bench ${topic}`,
      response_url: null,
    });
    if (!isPosted) {
      await database.owner.query('update content.jobs set thread_ts = $2 where id = $1', [job_id, topic]);
    }
    const held = await waitFor(() => agent.claimJob('bench', ['carousel']), 'a job to claim');
    const file = (path: string) =>
      agent.putArtifact(held, {
        key: `${held.id}/${path}`,
        name: 'a.png',
        mime: 'image/png',
        role: 'page',
        alt: path,
        base64: PNG,
      });
    await agent.recordDraft(held, {
      version: 1,
      content: aDraft(5).content,
      artifacts: [await file('v1/a.png')],
      finals: [await file('v1/final/a.png')],
      reason: null,
      read_upto: null,
    });
    return held.id;
  };
}
