import type { Page } from '../../sandbox/demo/page/start.ts';
import type { TestWorkspace } from '../workspace.ts';

type Json = Record<string, unknown>;

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value), value: value.toLowerCase() });
const cities = ['Berlin', 'Bern', 'Lisbon'].map(option);
const input = (block_id: string, label: string, element: object) => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: 'value', ...element },
});

const form = {
  type: 'modal',
  title: plain('Choose'),
  submit: plain('Save'),
  blocks: [
    input('city', 'City', { type: 'external_select', min_query_length: 2 }),
    input('cities', 'Cities', { type: 'multi_external_select', min_query_length: 0 }),
    input('person', 'Person', { type: 'users_select' }),
    input('channel', 'Channel', { type: 'channels_select' }),
    input('place', 'Place', {
      type: 'conversations_select',
      default_to_current_conversation: true,
      response_url_enabled: true,
      filter: { include: ['public'] },
    }),
    input('moment', 'Moment', { type: 'datetimepicker' }),
  ],
};

/** An app with every element whose choices are not its own, for tests of the page. */
export function serveChoosingApp(workspace: TestWorkspace, page: Page) {
  const clicks: Json[] = [];
  const submissions: Json[] = [];
  const asked: string[] = [];
  let isBroken = false;

  const answer = async (raw: string): Promise<Json | null> => {
    const fields = new URLSearchParams(raw);
    if (fields.has('command')) {
      await fetch(`${workspace.apiUrl}views.open`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${workspace.slack.botToken}` },
        body: JSON.stringify({ trigger_id: fields.get('trigger_id'), view: form }),
      });
      return null;
    }
    const payload = JSON.parse(fields.get('payload') ?? '{}') as Json;
    if (payload.type === 'block_actions') clicks.push(payload);
    if (payload.type === 'view_submission') submissions.push(payload);
    if (payload.type !== 'block_suggestion') return null;
    const query = String(payload.value).toLowerCase();
    asked.push(query);
    const options = cities.filter((city) => city.value.startsWith(query));
    return payload.block_id === 'cities'
      ? { option_groups: [{ label: plain('Europe'), options }] }
      : { options };
  };

  workspace.setApp((req, res) => {
    if (page.handle(req, res)) return true;
    if (req.url !== '/slack/events') return false;
    void (async () => {
      let raw = '';
      for await (const chunk of req) raw += String(chunk);
      if (isBroken) return void res.writeHead(500).end();
      const said = req.headers['content-type'] === 'application/json' ? null : await answer(raw);
      res.writeHead(200, { 'content-type': 'application/json' }).end(said ? JSON.stringify(said) : '');
    })();
    return true;
  });
  return {
    clicks,
    submissions,
    asked,
    break: () => {
      isBroken = true;
    },
  };
}
