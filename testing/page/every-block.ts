const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const cell = (text: string) => ({ type: 'raw_text', text });
const number = (value: number) => ({ type: 'raw_number', value, text: String(value) });
/** A picture that needs no server. */
const picture = (origin: string) => `${origin}/page/none.png`;

export const markdown = `# Weekly note
A paragraph with **bold**, *italic*, ~~struck~~, \`code\` and a [link](https://example.com/a).

- one
- two
  1. nested
  2. list
- [x] done
- [ ] open

> A quote
> of two lines

\`\`\`ts
const a = 1;
\`\`\`

| Claim | Source | Count |
| :-- | :-: | --: |
| first | a.pdf | 12 |
| second | b.pdf | 7 |

---
![a picture](https://example.com/p.png) for <@U0PEDRO> :tada:`;

const card = (origin: string, n: number) => ({
  type: 'card',
  hero_image: { type: 'image', image_url: picture(origin), alt_text: `Slide ${n}` },
  title: mrkdwn(`*Slide ${n}*`),
  subtitle: mrkdwn('Five mistakes in implant planning'),
  body: mrkdwn('What the slide says, in a line or two, with a `mark`.'),
  actions: [
    { type: 'button', action_id: `open-${n}`, text: plain('Open'), value: String(n), style: 'primary' },
    { type: 'button', action_id: `drop-${n}`, text: plain('Drop'), value: String(n) },
  ],
});

/** Each block of a message that Slack's present Block Kit has besides the plain ones. */
export const everyBlock = (origin: string): Record<string, object[]> => ({
  markdown: [{ type: 'markdown', text: markdown }],
  cards: [
    { ...card(origin, 0), block_id: 'single' },
    { type: 'carousel', block_id: 'cards', elements: [1, 2, 3, 4].map((n) => card(origin, n)) },
  ],
  rich: [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Bold', style: { bold: true } },
            { type: 'text', text: ' and ' },
            { type: 'emoji', name: 'tada' },
            { type: 'color', value: '#336699' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [rich('first').elements[0], rich('second').elements[0]],
        },
        { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [rich('inside').elements[0]] },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'a quote' }] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'pre  formatted' }] },
      ],
    },
  ],
  work: [
    {
      type: 'plan',
      title: 'Writing the draft',
      tasks: [
        { task_id: '1', title: 'Read the sources', status: 'complete', output: rich('4 documents') },
        { task_id: '2', title: 'Write seven slides', status: 'in_progress', details: rich('slide 3 of 7') },
        { task_id: '3', title: 'Check the claims', status: 'pending' },
      ],
    },
    {
      type: 'task_card',
      task_id: '4',
      title: 'Fetch the page',
      status: 'error',
      sources: [{ type: 'url', url: 'https://example.com/s', text: 'example.com' }],
    },
    {
      type: 'context_actions',
      block_id: 'rating',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'rated',
          positive_button: { text: plain('Good'), value: 'up' },
          negative_button: { text: plain('Bad'), value: 'down' },
        },
        { type: 'icon_button', action_id: 'trash', icon: 'trash', text: plain('Delete') },
      ],
    },
  ],
  data: [
    {
      type: 'data_table',
      caption: 'Drafts by channel',
      page_size: 2,
      rows: [
        [cell('Channel'), cell('Drafts')],
        [cell('#marketing'), number(12)],
        [cell('#sales'), number(7)],
        [cell('#support'), number(30)],
      ],
    },
    {
      type: 'data_visualization',
      title: 'Drafts a week',
      chart: {
        type: 'bar',
        series: [
          { name: 'Drafts', data: [12, 7, 30].map((value, i) => ({ label: `Week ${i + 1}`, value })) },
        ],
        axis_config: { categories: ['Week 1', 'Week 2', 'Week 3'] },
      },
    },
  ],
  container: [
    {
      type: 'container',
      title: plain('Details of the job'),
      subtitle: mrkdwn('_3 parts_'),
      is_collapsible: true,
      child_blocks: [
        { type: 'section', text: mrkdwn('Within the container.') },
        {
          type: 'actions',
          block_id: 'inner',
          elements: [{ type: 'button', action_id: 'inside', text: plain('Inside'), value: 'in' }],
        },
      ],
    },
    {
      type: 'video',
      title: plain('How it is approved'),
      title_url: 'https://example.com/watch',
      video_url: 'https://example.com/embed',
      thumbnail_url: picture(origin),
      alt_text: 'A person presses Approve',
      author_name: 'Renata',
      provider_name: 'Example',
    },
  ],
});
