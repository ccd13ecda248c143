/** Block Kit limits; characters are code points. Source: docs.slack.dev/reference/block-kit, read 2026-11-22. */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** All text of a message's blocks together; undocumented, measured by others (bolt-js#2509). */
  messageCharacters: 13_200,
  id: 255,
  text: 3000,
  sectionFields: 10,
  sectionField: 2000,
  header: 150,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  accessibilityLabel: 75,
  actionsElements: 25,
  contextElements: 10,
  altText: 2000,
  imageTitle: 2000,
  options: 100,
  optionText: 75,
  optionValue: 150,
  overflowOptions: 5,
  choices: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  inputLabel: 2000,
  placeholder: 150,
  inputLength: 3000,
  files: 10,
  viewTitle: 24,
  privateMetadata: 3000,
  markdown: 12_000,
  carouselCards: 10,
  cardTitle: 150,
  cardBody: 200,
  cardButtons: 3,
  tableRows: 100,
  tableColumns: 20,
} as const;

export const blockTypes = new Set([
  'actions',
  'alert',
  'card',
  'carousel',
  'container',
  'context',
  'context_actions',
  'data_table',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'markdown',
  'plan',
  'rich_text',
  'section',
  'table',
  'task_card',
  'video',
]);

const pickers = ['datepicker', 'timepicker', 'datetimepicker'];
const selects = ['static', 'users', 'conversations', 'channels', 'external'].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);
const choices = ['checkboxes', 'radio_buttons'];
const typed = [
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
  'rich_text_input',
  'file_input',
];

/** Which elements each block may hold. */
export const elementTypes: Record<string, Set<string>> = {
  actions: new Set(['button', 'overflow', 'workflow_button', ...pickers, ...selects, ...choices]),
  accessory: new Set(['button', 'image', 'overflow', 'workflow_button', ...pickers, ...selects, ...choices]),
  context: new Set(['mrkdwn', 'plain_text', 'image']),
  context_actions: new Set(['feedback_buttons', 'icon_button']),
  input: new Set([...typed, ...pickers, ...selects, ...choices]),
};
