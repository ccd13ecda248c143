import { expect, it } from 'vitest';
import { openPrometheus } from './prometheus.ts';

it('asks the database once for all gauges of a part, and again after 15 s', async () => {
  let now = 0;
  let asked = 0;
  const meters = openPrometheus(() => now);
  const gauge = (name: string) => ({
    name,
    help: 'h',
    labels: ['type'],
    rows: (n: number) => [[{ type: 'carousel' }, n] as const],
  });
  const read = async () => {
    asked += 1;
    return asked;
  };
  meters.figures('agents', read, [gauge('greenlight_a'), gauge('greenlight_b')]);
  const scrapes = await Promise.all([meters.text(), meters.text()]);
  now = 14_999;
  expect(await meters.text()).toContain('greenlight_a{type="carousel"} 1');
  expect(scrapes[1]).toContain('greenlight_b{type="carousel"} 1');
  expect(asked).toBe(1);
  now = 15_000;
  expect(await meters.text()).toContain('greenlight_b{type="carousel"} 2');
  expect(asked).toBe(2);
});

it('tells no old figures while the database is away, and says so', async () => {
  let now = 0;
  let isAway = false;
  const meters = openPrometheus(() => now);
  const read = async () => {
    if (isAway) throw new Error('away');
    return 7;
  };
  const rows = (n: number) => [[{ type: 'blog' }, n] as const];
  meters.figures('agents', read, [{ name: 'greenlight_jobs', help: 'h', labels: ['type'], rows }]);
  expect(await meters.text()).toContain('greenlight_figures_read{part="agents"} 1');
  isAway = true;
  now = 20_000;
  const text = await meters.text();
  expect(text).toContain('greenlight_figures_read{part="agents"} 0');
  expect(text).not.toContain('greenlight_jobs{');
});

it('tells what the process knows itself while the database says nothing', async () => {
  const meters = openPrometheus(() => 0, 1);
  meters.state('greenlight_line_up', 'h', ['part'], () => [[{ part: 'bot' }, 0]]);
  const silence = () => new Promise<number>(() => {});
  meters.figures('bot', silence, [{ name: 'greenlight_jobs', help: 'h', labels: [], rows: () => [[{}, 1]] }]);
  const text = await meters.text();
  expect(text).toContain('greenlight_line_up{part="bot"} 0');
  expect(text).toContain('greenlight_figures_read{part="bot"} 0');
});

it('keeps words out of labels, and their number within bounds', async () => {
  const meters = openPrometheus();
  const refused = meters.counter('greenlight_refusals_total', 'h', ['reason']);
  refused({ reason: 'Ana Souza said no' });
  refused({ reason: 'ana@alba.example' });
  for (let n = 0; n < 1000; n += 1) refused({ reason: `made_up_${n}` });
  const text = await meters.text();
  expect(text).not.toMatch(/Ana|alba/);
  expect(text).toContain('greenlight_refusals_total{reason="other"} 802');
  expect(text.split('\n').filter((line) => line.startsWith('greenlight_'))).toHaveLength(201);
});

it('tells one gauge of several parts, and counts what is made twice together', async () => {
  const meters = openPrometheus();
  for (const part of ['bot', 'agents']) {
    meters.state('greenlight_line_up', 'h', ['part'], () => [[{ part }, 1]]);
    meters.counter('greenlight_calls_total', 'h', ['part'])({ part });
    meters.histogram('greenlight_call_seconds', 'h', ['part'], [1])({ part }, 0.5);
  }
  const text = await meters.text();
  for (const part of ['bot', 'agents']) {
    expect(text).toContain(`greenlight_line_up{part="${part}"} 1`);
    expect(text).toContain(`greenlight_calls_total{part="${part}"} 1`);
    expect(text).toContain(`greenlight_call_seconds_bucket{le="1",part="${part}"} 1`);
  }
});

it('tells a counter of which nothing happened yet, once it was told so', async () => {
  const meters = openPrometheus();
  const beats = meters.counter('greenlight_beats_total', 'h', ['outcome']);
  expect(await meters.text()).not.toContain('greenlight_beats_total{');
  beats({ outcome: 'ok' }, 0);
  expect(await meters.text()).toContain('greenlight_beats_total{outcome="ok"} 0');
});
