import { deflateSync } from 'node:zlib';
import type { Page } from '../../sandbox/demo/page/start.ts';
import type { AppHandler, TestWorkspace } from '../workspace.ts';

type Json = Record<string, unknown>;

/** A small app with one of everything that the page shows, behind the stand-in, for tests of the page. */
export function serveTestApp(workspace: TestWorkspace, page: Page): TestApp {
  const api = async (method: string, args: Json): Promise<Json> => {
    const response = await fetch(workspace.apiUrl + method, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${workspace.slack.botToken}` },
      body: JSON.stringify(args),
    });
    const answer = (await response.json()) as Json;
    if (answer.ok !== true) throw new Error(`Cannot call ${method}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const clicks: Json[] = [];
  const submissions: Json[] = [];
  let hold: Promise<void> = Promise.resolve();

  const onCommand = async (form: URLSearchParams): Promise<Json | null> => {
    const text = form.get('text') ?? '';
    if (text !== '') return { text: `Got it: \`${text}\`` };
    await api('views.open', { trigger_id: form.get('trigger_id'), view: briefing });
    return null;
  };

  const onInteraction = async (payload: Json): Promise<Json | null> => {
    if (payload.type === 'block_actions') {
      clicks.push(payload);
      await hold;
      const { channel, message, user } = payload as { channel?: Json; message?: Json; user: Json };
      if (channel && message) {
        const text = `Approved by <@${String(user.id)}>`;
        const blocks = [{ type: 'section', text: { type: 'mrkdwn', text } }];
        await api('chat.update', { channel: channel.id, ts: message.ts, text, blocks });
      }
      return null;
    }
    if (payload.type !== 'view_submission') return null;
    submissions.push(payload);
    const said = JSON.stringify(payload.view);
    if (said.includes('slide 4')) return null;
    return { response_action: 'errors', errors: { brief: 'Say which slide.' } };
  };

  const handler: AppHandler = (req, res) => {
    if (page.handle(req, res)) return true;
    if (req.url !== '/slack/events') return false;
    void (async () => {
      let raw = '';
      for await (const chunk of req) raw += String(chunk);
      const form = new URLSearchParams(raw);
      const payload = form.get('payload');
      const isCommand = form.has('command');
      const answer = payload
        ? await onInteraction(JSON.parse(payload))
        : isCommand
          ? await onCommand(form)
          : null;
      res.writeHead(200, { 'content-type': 'application/json' }).end(answer ? JSON.stringify(answer) : '');
    })();
    return true;
  };
  workspace.setApp(handler);

  return {
    api,
    clicks,
    submissions,
    holdClicks() {
      let release = () => {};
      hold = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    async uploadPictures(channel, threadTs, count) {
      const files = [];
      for (let index = 1; index <= count; index += 1) {
        const bytes = png(40, 50);
        const wanted = { filename: `slide-${index}.png`, length: bytes.length };
        const { upload_url, file_id } = await api('files.getUploadURLExternal', wanted);
        await fetch(String(upload_url), { method: 'POST', body: new Uint8Array(bytes) });
        files.push({ id: file_id, title: `Slide ${index}` });
      }
      await api('files.completeUploadExternal', { files, channel_id: channel, thread_ts: threadTs });
      await workspace.idle();
    },
  };
}

export interface TestApp {
  api(method: string, args: Json): Promise<Json>;
  clicks: Json[];
  submissions: Json[];
  /** Clicks are not acknowledged until the returned function is called. */
  holdClicks(): () => void;
  uploadPictures(channel: string, threadTs: string, count: number): Promise<void>;
}

const plain = (text: string) => ({ type: 'plain_text', text });

const briefing = {
  type: 'modal',
  callback_id: 'briefing',
  title: plain('New carousel'),
  submit: plain('Start'),
  close: plain('Cancel'),
  blocks: [
    {
      type: 'input',
      block_id: 'brief',
      label: plain('Brief'),
      hint: plain('What should the reader know afterwards?'),
      element: { type: 'plain_text_input', action_id: 'text', multiline: true },
    },
    {
      type: 'input',
      block_id: 'slides',
      label: plain('Slides'),
      element: {
        type: 'number_input',
        action_id: 'count',
        is_decimal_allowed: false,
        min_value: '5',
        max_value: '12',
        initial_value: '8',
      },
    },
    {
      type: 'input',
      block_id: 'language',
      optional: true,
      label: plain('Language'),
      element: {
        type: 'static_select',
        action_id: 'choice',
        options: [
          { text: plain('Português'), value: 'pt' },
          { text: plain('English'), value: 'en' },
        ],
      },
    },
  ],
};

/** A card with a question behind one of its buttons, as the review card has. */
export const card = [
  { type: 'header', text: plain('Draft version 1') },
  { type: 'section', text: { type: 'mrkdwn', text: '<@U0LUCIA> may approve. 1. &lt;!channel&gt; is text' } },
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'Post text\n#Implantes' }] },
    ],
  },
  {
    type: 'actions',
    block_id: 'review',
    elements: [
      { type: 'button', text: plain('Approve'), action_id: 'approve', value: 'd1', style: 'primary' },
      {
        type: 'button',
        text: plain('Reject'),
        action_id: 'reject',
        value: 'd1',
        confirm: {
          title: plain('Reject this draft?'),
          text: plain('The job ends.'),
          confirm: plain('Reject it'),
          deny: plain('Keep it'),
        },
      },
    ],
  },
];

/** A grey picture. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const row = Buffer.alloc(width + 1, 0x99).fill(0, 0, 1);
  const pixels = deflateSync(Buffer.concat(Array<Buffer>(height).fill(row)));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return ~value >>> 0;
}
