import { properties } from '../../../ports/slack-limits.ts';
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
      if (value !== undefined && value !== null && typeof value !== 'string') add('must be a string', at);
      if (typeof value === 'string' && lengthOf(value) > max)
        add(`must be less than ${max + 1} characters`, at);
    },
    most(list: unknown, max: number, at: string) {
      if (Array.isArray(list) && list.length > max) add(`no more than ${max} items allowed`, at);
    },
    atLeastOne(list: unknown, at: string) {
      if (!Array.isArray(list) || list.length === 0) add('must provide at least 1 item', at);
    },
    /** Nothing but these; ids and the type go everywhere. */
    only(node: Json, known: string[] | undefined, at: string) {
      for (const name of known ? Object.keys(node) : [])
        if (name !== 'type' && name !== 'block_id' && !known?.includes(name))
          add(`invalid additional property: ${name}`, at);
    },
    oneOf(value: unknown, accepted: string[], at: string) {
      if (value !== undefined && !accepted.includes(String(value)))
        add(`must be one of: ${accepted.join(', ')}`, at);
    },
    flag(node: Json, name: string, at: string) {
      if (node[name] !== undefined && typeof node[name] !== 'boolean')
        add('must be a boolean', `${at}/${name}`);
    },
    /** A whole number from `min` to `max`. */
    whole(node: Json, name: string, min: number, max: number, at: string) {
      const value = node[name];
      if (value === undefined) return;
      if (!Number.isInteger(value) || Number(value) < min || Number(value) > max)
        add(`must be between ${min} and ${max}`, `${at}/${name}`);
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
      this.only(value, properties[String(value.type)], at);
      this.flag(value, 'emoji', at);
      this.flag(value, 'verbatim', at);
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
