import type { Page } from '../../sandbox/demo/page/start.ts';
import type { TestWorkspace } from '../workspace.ts';

type Json = Record<string, unknown>;

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string, text = value) => ({ text: plain(text), value });
const kinds = [option('word', 'A word'), option('claim', 'A claim'), option('disclaimer', 'A disclaimer')];
const severities = [
  option('block', 'Blocks'),
  { ...option('warn', 'Warns'), description: plain('says it only') },
];
const scopes = ['slides', 'articles', 'posts'].map((value) => option(value));
const input = (block_id: string, label: string, element: object, extra: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: 'value', ...element },
  ...extra,
});

/** A form with each kind of field that the bot uses, prefilled as when something is changed. */
const form = (title: string, voice: string) => ({
  type: 'modal',
  callback_id: 'form',
  title: plain(title),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    input('voice', 'Voice', {
      type: 'plain_text_input',
      multiline: true,
      initial_value: voice,
      max_length: 300,
    }),
    input('kind', 'Kind', { type: 'static_select', options: kinds, initial_option: kinds[1] }),
    input('severity', 'Severity', {
      type: 'radio_buttons',
      options: severities,
      initial_option: severities[0],
    }),
    input('scope', 'Where', { type: 'checkboxes', options: scopes, initial_options: [scopes[0], scopes[1]] }),
    input('file', 'File', { type: 'file_input', filetypes: ['pdf', 'md'], max_files: 1 }, { optional: true }),
    {
      type: 'actions',
      block_id: 'more',
      elements: [
        { type: 'button', action_id: 'history', text: plain('History') },
        { type: 'button', action_id: 'refresh', text: plain('Refresh') },
      ],
    },
  ],
});

const history = {
  type: 'modal',
  title: plain('History'),
  close: plain('Back'),
  blocks: [
    { type: 'section', text: plain('Version 3, by Renata') },
    {
      type: 'actions',
      block_id: 'versions',
      elements: [
        {
          type: 'button',
          action_id: 'restore',
          text: plain('Back to this'),
          value: '3',
          confirm: {
            title: plain('Go back?'),
            text: plain('Version 3 is made the newest.'),
            confirm: plain('Go back'),
            deny: plain('Keep'),
          },
        },
      ],
    },
  ],
};

/** A page of a list, as a private answer shows it. */
const listPage = (page: number) => [
  { type: 'section', text: { type: 'mrkdwn', text: `*Page ${page}*` } },
  ...['a', 'b'].map((name) => ({
    type: 'section',
    block_id: `entry-${name}`,
    text: { type: 'mrkdwn', text: `Document ${name}${page}` },
    accessory: {
      type: 'overflow',
      action_id: 'entry',
      options: [option(`open:${name}${page}`, 'Open'), option(`remove:${name}${page}`, 'Remove')],
      confirm: {
        title: plain('Go on?'),
        text: plain(`With document ${name}${page}.`),
        confirm: plain('Yes'),
        deny: plain('No'),
      },
    },
  })),
  {
    type: 'actions',
    block_id: 'pages',
    elements: [{ type: 'button', action_id: 'more', text: plain('More'), value: String(page + 1) }],
  },
];

/** An app with forms, stacked views and a list in pages, for tests of the page. */
export function serveFormsApp(workspace: TestWorkspace, page: Page) {
  const clicks: Json[] = [];
  const submissions: Json[] = [];
  const api = async (method: string, args: Json): Promise<void> => {
    const response = await fetch(workspace.apiUrl + method, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${workspace.slack.botToken}`,
      },
      body: JSON.stringify(args),
    });
    const answer = (await response.json()) as Json;
    if (answer.ok !== true) throw new Error(`Cannot call ${method}: ${JSON.stringify(answer)}`);
  };

  const onClick = async (payload: Json): Promise<void> => {
    clicks.push(payload);
    const [action] = payload.actions as [Json];
    const { trigger_id, view } = payload as { trigger_id: string; view?: Json };
    if (action.action_id === 'history') return api('views.push', { trigger_id, view: history });
    if (action.action_id === 'refresh')
      return api('views.update', {
        view_id: view?.id,
        hash: view?.hash,
        view: form('Refreshed', 'as it was'),
      });
    if (action.action_id === 'more')
      await fetch(String(payload.response_url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          replace_original: true,
          text: 'list',
          blocks: listPage(Number(action.value)),
        }),
      });
  };

  const answer = async (raw: string): Promise<Json | null> => {
    const fields = new URLSearchParams(raw);
    if (fields.get('text') === 'list') return { text: 'list', blocks: listPage(1) };
    if (fields.has('command')) {
      await api('views.open', {
        trigger_id: fields.get('trigger_id'),
        view: form('House rule', 'calm\nand exact'),
      });
      return null;
    }
    const payload = JSON.parse(fields.get('payload') ?? '{}') as Json;
    if (payload.type === 'block_actions') await onClick(payload);
    if (payload.type === 'view_submission') submissions.push(payload);
    return null;
  };

  workspace.setApp((req, res) => {
    if (page.handle(req, res)) return true;
    if (req.url !== '/slack/events') return false;
    void (async () => {
      let raw = '';
      for await (const chunk of req) raw += String(chunk);
      const said = req.headers['content-type'] === 'application/json' ? null : await answer(raw);
      res.writeHead(200, { 'content-type': 'application/json' }).end(said ? JSON.stringify(said) : '');
    })();
    return true;
  });
  return { clicks, submissions };
}
