import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { agentMeters, queueFigures } from '../agents/agent-meters.ts';
import { backlogFigures } from '../bot/backlog-figures.ts';
import { slackMeters } from '../bot/slack/slack-meters.ts';
import { governorMeters, outreachFigures } from '../governor/governor-meters.ts';
import { systemClock } from '../platform/clock.ts';
import { silentLog } from '../platform/log.ts';
import { watchPart } from '../platform/part-watch.ts';
import { openPrometheus } from '../platform/prometheus.ts';

const rule = z.strictObject({
  alert: z.string().regex(/^[A-Z][A-Za-z]+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[mh]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
  annotations: z.strictObject({ summary: z.string(), action: z.string(), runbook: z.string() }),
});
const file = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule).min(1) })).min(1),
});
const { groups } = file.parse(parse(readFileSync(new URL('alerts.yaml', import.meta.url), 'utf8')));
const rules = groups.flatMap((group) => group.rules);
const operations = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');

/** Each metric that the three parts have, with its labels; a histogram by what Prometheus makes of it. */
function metrics(): Map<string, Set<string>> {
  const meters = openPrometheus();
  const never = () => Promise.reject(new Error('no database here'));
  watchPart('bot', { log: silentLog, clock: systemClock, meters });
  agentMeters(meters);
  queueFigures(meters, never);
  slackMeters(meters);
  backlogFigures(meters, { content: never, outreach: never });
  governorMeters(meters);
  outreachFigures(meters, never);
  const known = new Map([['up', new Set(['job', 'instance'])]]);
  for (const { name, labels } of meters.described())
    for (const end of ['', '_bucket', '_sum', '_count'])
      known.set(`${name}${end}`, new Set([...labels, 'le']));
  return known;
}

/** What a PromQL expression names, by Prometheus' own grammar. */
function read(expr: string) {
  const named: { metric: string; labels: string[] }[] = [];
  let isWrong = false;
  parser.parse(expr).iterate({
    enter(node) {
      const text = expr.slice(node.from, node.to);
      if (node.type.isError) isWrong = true;
      if (node.name === 'VectorSelector') {
        const metric = /^[\w:]+/.exec(text)?.[0] ?? '';
        named.push({
          metric,
          labels: [...text.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label = '']) => label),
        });
      }
    },
  });
  return { named, isWrong };
}

it.each(rules.map((one) => [one.alert, one] as const))(
  '%s names only metrics and labels that exist',
  (_, { expr }) => {
    const known = metrics();
    const { named, isWrong } = read(expr);
    expect(isWrong, expr).toBe(false);
    expect(named.length).toBeGreaterThan(0);
    for (const { metric, labels } of named) {
      expect(known.has(metric), metric).toBe(true);
      for (const label of labels) expect(known.get(metric)?.has(label), `${metric}{${label}}`).toBe(true);
    }
  },
);

it('the reading finds a metric that does not exist, and an expression that is none', () => {
  expect(read('sum(rate(greenlight_made_up[5m])) > 0').named).toEqual([
    { metric: 'greenlight_made_up', labels: [] },
  ]);
  expect(metrics().has('greenlight_made_up')).toBe(false);
  expect(read('sum(rate(up[5m]) >').isWrong).toBe(true);
});

test('each rule says what to do in a section of the runbook that exists and names it', () => {
  const sections = operations.split(/^### /m).slice(1);
  const anchor = (title: string) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-');
  const byAnchor = new Map(sections.map((section) => [anchor(section.split('\n')[0] ?? ''), section]));
  for (const { alert, annotations } of rules) {
    const [page, at = ''] = annotations.runbook.split('#');
    expect(page).toBe('docs/operations.md');
    expect(byAnchor.has(at), annotations.runbook).toBe(true);
    expect(byAnchor.get(at), alert).toContain(`\`${alert}\``);
  }
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
});

test('the page of operations names only metrics and alerts that exist', () => {
  const known = metrics();
  for (const [, name = ''] of operations.matchAll(/\b(greenlight_\w+)/g))
    expect(known.has(name), name).toBe(true);
});
