/**
 * Slack's limits of messages, blocks and views, the one table of the bot and of its stand-in; characters are code points.
 *
 * Source: docs.slack.dev/reference/block-kit and the pages of the methods, read 2026-11-22 to 2026-11-30.
 */
export const slackLimits = {
  /** Cut at this length, with a warning. */
  messageText: 40_000,
  /** Of chat.update, which refuses what is longer: `msg_too_long`; undocumented, met by others (ChatGPT-in-Slack#102). */
  updatedText: 4000,
  attachments: 100,
  metadata: 16_000,
  /** Modals on top of each other. */
  modals: 3,
  responseUrlUses: 5,
  fileName: 255,
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
  contextActions: 5,
  altText: 2000,
  imageTitle: 2000,
  options: 100,
  optionGroups: 100,
  optionGroupLabel: 75,
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
  cardSubtext: 200,
  cardButtons: 3,
  alertText: 200,
  containerBlocks: 10,
  containerTitle: 150,
  /** Different emoji on a message, and those of one person; support.slack.com as remembered. */
  reactions: 50,
  reactionsOfOne: 23,
  loadingMessages: 10,
  tableRows: 100,
  tableColumns: 20,
  /** Of all cells of a table together. */
  tableCharacters: 10_000,
  /** With the head. */
  dataTableRows: 201,
  dataTableCharacters: 20_000,
  dataTablePage: 100,
  chartTitle: 50,
  /** Also the pieces of a pie. */
  chartSeries: 12,
  chartPoints: 20,
  chartLabel: 20,
  chartAxis: 50,
  planTasks: 50,
  videoTitle: 200,
  videoDescription: 200,
  videoAuthor: 50,
  videoProvider: 50,
  listIndent: 8,
} as const;

/** Slack's own times, ms. */
export const slackTimes = {
  /** An app that answers later has failed. */
  ack: 3000,
  trigger: 3000,
  responseUrl: 30 * 60_000,
  /** A status of a thread that is not renewed. */
  threadStatus: 120_000,
} as const;

/** Calls a minute of each tier; a method's tier stands on its page. */
const tiers = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/**
 * How often an app may call each method in a workspace, a minute. `chat.postMessage` has a rule of its own instead: about
 * one a second in a channel, with short bursts. Source: docs.slack.dev/apis/web-api/rate-limits and the pages of the methods.
 */
export const slackRates: Record<string, number> = {
  'apps.connections.open': tiers[1],
  'chat.delete': tiers[3],
  'chat.postEphemeral': tiers[4],
  'chat.update': tiers[3],
  'conversations.history': tiers[3],
  'conversations.info': tiers[3],
  'conversations.join': tiers[3],
  'conversations.list': tiers[2],
  'conversations.members': tiers[4],
  'conversations.open': tiers[3],
  'conversations.replies': tiers[3],
  'files.completeUploadExternal': tiers[4],
  'files.delete': tiers[3],
  'files.getUploadURLExternal': tiers[4],
  'files.info': tiers[4],
  'reactions.add': tiers[3],
  'reactions.get': tiers[3],
  'reactions.remove': tiers[2],
  'usergroups.list': tiers[2],
  'usergroups.users.list': tiers[2],
  'users.info': tiers[4],
  'users.list': tiers[2],
  'views.open': tiers[4],
  'views.publish': tiers[4],
  'views.push': tiers[4],
  'views.update': tiers[4],
};
/** Events to one app in a workspace; what is more is not sent, and the app gets `app_rate_limited` each minute. */
export const slackEventsAnHour = 30_000;

export const blockTypes = new Set([
  'actions',
  'alert',
  'card',
  'carousel',
  'container',
  'context',
  'context_actions',
  'data_table',
  'data_visualization',
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

export type Surface = 'message' | 'modal' | 'home';
/**
 * Where blocks are taken that are not taken everywhere. Source: docs.slack.dev/blocks.json, read in part on 2026-11-30; `table`,
 * `data_table`, `data_visualization`, `markdown`, `plan`, `task_card` and `context_actions` by the specification of slackblocks.
 */
export const surfacesOf: Record<string, Surface[]> = {
  alert: ['modal'],
  carousel: ['message', 'home'],
  container: ['message'],
  context_actions: ['message'],
  data_table: ['message', 'home'],
  data_visualization: ['message', 'home'],
  markdown: ['message'],
  plan: ['message'],
  table: ['message', 'home'],
  task_card: ['message'],
  // Slack shows it for remote files; no app may send it.
  file: [],
};

/** What a container may hold. */
export const containerChildren = new Set([
  ...['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video'],
]);

/** Which elements each block may hold. */
export const elementTypes: Record<string, Set<string>> = {
  actions: new Set(['button', 'overflow', 'workflow_button', ...pickers, ...selects, ...choices]),
  accessory: new Set(['button', 'image', 'overflow', 'workflow_button', ...pickers, ...selects, ...choices]),
  context: new Set(['mrkdwn', 'plain_text', 'image']),
  context_actions: new Set(['feedback_buttons', 'icon_button']),
  input: new Set([...typed, ...pickers, ...selects, ...choices]),
};

const field = ['action_id', 'focus_on_load', 'placeholder'];
const typedField = [...field, 'initial_value', 'dispatch_action_config'];
const chosen = ['action_id', 'confirm', 'focus_on_load'];
const select = [...chosen, 'placeholder'];
const listed = [...select, 'options', 'option_groups'];

/** What each kind of object may carry besides its type; Slack refuses everything else. Kinds that are not here are not looked into. */
export const properties: Record<string, string[]> = {
  actions: ['elements'],
  alert: ['text', 'level'],
  card: ['hero_image', 'icon', 'slack_icon', 'title', 'subtitle', 'body', 'subtext', 'actions'],
  carousel: ['elements'],
  container: [
    ...['title', 'rich_text_title', 'subtitle', 'child_blocks', 'width', 'icon'],
    ...['is_collapsible', 'default_collapsed', 'has_header_divider'],
  ],
  context: ['elements'],
  context_actions: ['elements'],
  data_table: ['rows', 'caption', 'page_size', 'row_header_column_index'],
  data_visualization: ['title', 'chart'],
  divider: [],
  header: ['text'],
  image: ['image_url', 'slack_file', 'alt_text', 'title'],
  input: ['label', 'element', 'hint', 'optional', 'dispatch_action'],
  markdown: ['text'],
  plan: ['title', 'tasks'],
  rich_text: ['elements'],
  section: ['text', 'fields', 'accessory', 'expand'],
  table: ['rows', 'column_settings'],
  task_card: ['task_id', 'title', 'details', 'output', 'sources', 'status'],
  video: [
    ...['video_url', 'thumbnail_url', 'alt_text', 'title', 'title_url', 'description'],
    ...['author_name', 'provider_name', 'provider_icon_url'],
  ],

  button: ['action_id', 'text', 'url', 'value', 'style', 'confirm', 'accessibility_label'],
  overflow: ['action_id', 'options', 'confirm'],
  checkboxes: [...chosen, 'options', 'initial_options'],
  radio_buttons: [...chosen, 'options', 'initial_option'],
  static_select: [...listed, 'initial_option'],
  multi_static_select: [...listed, 'initial_options', 'max_selected_items'],
  external_select: [...select, 'initial_option', 'min_query_length'],
  multi_external_select: [...select, 'initial_options', 'min_query_length', 'max_selected_items'],
  users_select: [...select, 'initial_user'],
  multi_users_select: [...select, 'initial_users', 'max_selected_items'],
  conversations_select: [
    ...[...select, 'initial_conversation', 'default_to_current_conversation'],
    ...['response_url_enabled', 'filter'],
  ],
  multi_conversations_select: [
    ...[...select, 'initial_conversations', 'default_to_current_conversation'],
    ...['max_selected_items', 'filter'],
  ],
  channels_select: [...select, 'initial_channel', 'response_url_enabled'],
  multi_channels_select: [...select, 'initial_channels', 'max_selected_items'],
  datepicker: [...select, 'initial_date'],
  timepicker: [...select, 'initial_time', 'timezone'],
  datetimepicker: [...chosen, 'initial_date_time'],
  plain_text_input: [...typedField, 'multiline', 'min_length', 'max_length'],
  number_input: [...typedField, 'is_decimal_allowed', 'min_value', 'max_value'],
  email_text_input: typedField,
  url_text_input: typedField,
  rich_text_input: typedField,
  file_input: ['action_id', 'filetypes', 'max_files'],

  plain_text: ['text', 'emoji'],
  mrkdwn: ['text', 'verbatim'],
};
/** The same for objects without a type. */
export const untypedProperties = {
  option: ['text', 'value', 'description', 'url'],
  optionGroup: ['label', 'options'],
  confirm: ['title', 'text', 'confirm', 'deny', 'style'],
  filter: ['include', 'exclude_external_shared_channels', 'exclude_bot_users'],
  modal: [
    ...['type', 'title', 'blocks', 'close', 'submit', 'private_metadata', 'callback_id', 'external_id'],
    ...['clear_on_close', 'notify_on_close', 'submit_disabled'],
  ],
  home: ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id'],
};
