import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { systemClock } from './clock.ts';
import type { Meters, Rows } from './meters.ts';
import { within } from './within.ts';

/** A scraper that comes more often is given the figures of before. */
const FIGURES_MS = 15_000;
/** For the database's figures: Prometheus waits 10 s for all of them, and what this process knows itself has to get through. */
const WAIT_MS = 5000;
/** More than code and settings have: what comes beyond is one value. */
const MOST_VALUES = 200;

export interface Prometheus extends Meters {
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  /** Each metric that was made so far. */
  described(): { name: string; labels: readonly string[] }[];
}

/** The meters of one process. Loaded only where they are read: prom-client takes 30 ms. */
export function openPrometheus(
  now: () => number = () => performance.now(),
  waitMs: number = WAIT_MS,
): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  const bounded = boundedValues();
  const labelsOf = new Map<string, readonly string[]>();
  const states = new Map<string, (() => Rows | Promise<Rows>)[]>();

  const state: Meters['state'] = (name, help, labelNames, read) => {
    const readers = states.get(name);
    if (readers) return void readers.push(read);
    const all = [read];
    labelsOf.set(name, labelNames);
    states.set(name, all);
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers,
      async collect() {
        const rows = (await Promise.all(all.map((one) => one()))).flat();
        this.reset();
        for (const [labels, value] of rows) this.set(bounded(name, labels), value);
      },
    });
  };

  return {
    counter(name, help, labels) {
      labelsOf.set(name, labels);
      const known = registry.getSingleMetric(name) as Counter | undefined;
      const own = known ?? new Counter({ name, help, labelNames: [...labels], registers });
      return (values, by = 1) => own.inc(bounded(name, values), by);
    },
    histogram(name, help, labels, buckets) {
      labelsOf.set(name, labels);
      const known = registry.getSingleMetric(name) as Histogram | undefined;
      const own =
        known ?? new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers });
      return (values, value) => own.observe(bounded(name, values), value);
    },
    state,
    figures(part, read, gauges) {
      const figures = kept(now, () => within(systemClock, waitMs, read()));
      for (const { name, help, labels, rows } of gauges)
        state(name, help, labels, async () => {
          const known = await figures();
          return known === undefined ? [] : rows(known);
        });
      const help = '1: the database told the figures of the part when it was asked last';
      state('greenlight_figures_read', help, ['part'], async () => [
        [{ part }, (await figures()) === undefined ? 0 : 1],
      ]);
    },
    process: () => collectDefaultMetrics({ register: registry }),
    text: () => registry.metrics(),
    described: () => [...labelsOf].map(([name, labels]) => ({ name, labels })),
  };
}

/** Asks once for all gauges of a scrape and for those who come within the time. A failure is kept as long. */
function kept<F>(now: () => number, read: () => Promise<F | undefined>): () => Promise<F | undefined> {
  let at = Number.NEGATIVE_INFINITY;
  let figures: Promise<F | undefined> = Promise.resolve(undefined);
  return () => {
    if (now() - at >= FIGURES_MS) {
      at = now();
      figures = read().catch(() => undefined);
    }
    return figures;
  };
}

/** A label's value is a name of code. What is none, and what comes after very many, is counted as `other`. */
function boundedValues() {
  const seen = new Map<string, Set<string>>();
  return (metric: string, labels: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(labels).map(([label, value]) => {
        const key = `${metric} ${label}`;
        const values = seen.get(key) ?? new Set();
        seen.set(key, values);
        if (!/^[\w.:/*-]{1,80}$/.test(value) || (values.size >= MOST_VALUES && !values.has(value)))
          return [label, 'other'];
        values.add(value);
        return [label, value];
      }),
    );
}
