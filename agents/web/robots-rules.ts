/** Patterns with `*` that one group may have. The largest files seen have some hundred; a made one costs time for each. */
export const MAX_WILDCARDS = 1000;

interface Rule {
  pattern: string;
  allow: boolean;
}

/**
 * Whether a robots.txt lets a robot read a path. Source: RFC 9309, 2.2, read on 2026-11-22.
 *
 * The time it takes grows with the length of the file and no faster, for any patterns: it runs on the thread
 * that all jobs share. A group with more wildcards than are looked at allows nothing.
 *
 * @param path With the query, as the address has it.
 */
export function isAllowed(robotsTxt: string, robot: string, path: string): boolean {
  const rules = rulesFor(robotsTxt, robot.toLowerCase());
  if (rules.filter(({ pattern }) => pattern.includes('*')).length > MAX_WILDCARDS) return false;
  const asked = encoded(path);
  let best: Rule | null = null;
  for (const rule of rules) {
    const { length } = rule.pattern;
    // The longest pattern decides, and of two as long the one that allows.
    if (best !== null && (length < best.pattern.length || (length === best.pattern.length && !rule.allow)))
      continue;
    if (matches(rule.pattern, asked)) best = rule;
  }
  return best?.allow ?? true;
}

/** The rules of all groups that name the robot; without such a group, of those for all robots. */
function rulesFor(robotsTxt: string, robot: string): Rule[] {
  const forAll: Rule[] = [];
  const own: Rule[] = [];
  let isNamed = false;
  let groups = new Set<Rule[]>();
  let isAgentList = false;
  for (const line of robotsTxt.split(/\r\n?|\n/)) {
    const [key, value] = keyAndValue(line);
    if (key === 'user-agent') {
      if (!isAgentList) groups = new Set();
      isAgentList = true;
      const named = value.split('/')[0]?.trim().toLowerCase();
      if (named === '*') groups.add(forAll);
      if (named === robot) {
        groups.add(own);
        isNamed = true;
      }
    } else if (key === 'allow' || key === 'disallow') {
      isAgentList = false;
      if (value === '') continue;
      const rule = { pattern: encoded(value), allow: key === 'allow' };
      for (const group of groups) group.push(rule);
    }
  }
  return isNamed ? own : forAll;
}

function keyAndValue(line: string): [key: string, value: string] {
  const [said = ''] = line.split('#', 1);
  const colon = said.indexOf(':');
  return colon < 0 ? ['', ''] : [said.slice(0, colon).trim().toLowerCase(), said.slice(colon + 1).trim()];
}

/**
 * `*` stands for any characters, `$` at the end for the end of the path. Each piece between two `*` is looked for once,
 * from where the one before it ended: the first place is as good as any later one.
 */
function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const [first = '', ...others] = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = isWhole ? others.pop() : undefined;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  if (!isWhole) return true;
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last);
}

/** One spelling for each path: `ã` and `%c3%a3` are both `%C3%A3`. */
function encoded(path: string): string {
  return encodeURI(path.toWellFormed())
    .replaceAll('%25', '%')
    .replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
}
