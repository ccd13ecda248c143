import type { Json } from '../shapes.ts';
import { lengthOf } from '../text.ts';

/** Collects what is wrong, each with the place, in Slack's words. */
export function faultList() {
  const faults: string[] = [];
  const add = (message: string, at: string) => void faults.push(`${message} [json-pointer:${at}]`);
  return {
    faults,
    add,
    longest(value: unknown, max: number, at: string) {
      if (typeof value === 'string' && lengthOf(value) > max)
        add(`must be less than ${max + 1} characters`, at);
    },
    most(list: unknown, max: number, at: string) {
      if (Array.isArray(list) && list.length > max) add(`no more than ${max} items allowed`, at);
    },
    atLeastOne(list: unknown, at: string) {
      if (!Array.isArray(list) || list.length === 0) add('must provide at least 1 item', at);
    },
    required(node: Json, field: string, at: string): boolean {
      const missing = node[field] === undefined || node[field] === null;
      if (missing) add(`missing required field: ${field}`, at);
      return !missing;
    },
    /** A text object of one of `types`, 1 to `max` characters. */
    text(value: unknown, types: ('plain_text' | 'mrkdwn')[], max: number, at: string) {
      if (!isObject(value)) return add('must be a text object', at);
      if (!types.some((type) => type === value.type))
        add(`must be one of: ${types.join(', ')}`, `${at}/type`);
      if (typeof value.text !== 'string') return add('missing required field: text', at);
      if (value.text === '') add('must be more than 0 characters', `${at}/text`);
      this.longest(value.text, max, `${at}/text`);
    },
  };
}
export type FaultList = ReturnType<typeof faultList>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
