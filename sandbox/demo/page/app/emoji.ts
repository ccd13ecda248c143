import { get } from 'node-emoji';

/** Names of Slack's that the library does not know. */
const slackNames: Record<string, string> = {
  book: '📖',
  frame_with_picture: '🖼️',
  green_circle: '🟢',
  large_green_circle: '🟢',
  large_orange_circle: '🟠',
  large_yellow_circle: '🟡',
  pencil: '📝',
  robot_face: '🤖',
  hugging_face: '🤗',
  thinking_face: '🤔',
  thumbsdown: '👎',
  thumbsup: '👍',
};

/** The picture of a shortcode; an unknown one stays as it was written. */
export function emojiOf(name: string): string | null {
  const sign = slackNames[name] ?? get(name);
  // Without the selector a sign that is also a letter of text fonts is drawn in black: ⚙, ⏱, 🛡.
  return sign?.replace(/^(?!\p{Emoji_Presentation})\p{Emoji}$/u, '$&\ufe0f') ?? null;
}

/** What Slack's API calls an emoji of the library. */
export function slackNameOf(name: string): string {
  return { hugs: 'hugging_face', robot: 'robot_face', thinking: 'thinking_face' }[name] ?? name;
}

/** Shortcodes in a plain text, such as the label of a button. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name: string) => emojiOf(name) ?? whole);
}
