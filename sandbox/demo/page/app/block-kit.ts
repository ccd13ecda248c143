import { withEmoji } from './emoji.ts';
import { decode } from './mrkdwn.ts';
import type { Json } from './types.ts';

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

export function str(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The readable text of a text object. */
export function textOf(value: unknown): string {
  return isJson(value) ? withEmoji(decode(str(value.text))) : '';
}

/** Where a picture lies: files of Slack are the sandbox's. */
export function pictureOf(image: Json): string {
  const file = image.slack_file;
  if (!isJson(file)) return str(image.image_url);
  return typeof file.id === 'string' ? `/sandbox/api/files/${encodeURIComponent(file.id)}` : str(file.url);
}

interface Option {
  value: string;
  label: string;
  description: string;
}

/** Options of a select, a menu, a radio or checkbox group; groups flattened. */
export function readOptions(element: Json): Option[] {
  const groups = listOf(element.option_groups);
  return [...listOf(element.options), ...groups.flatMap((group) => listOf(group.options))].map((option) => ({
    value: str(option.value),
    label: textOf(option.text),
    description: textOf(option.description),
  }));
}
