import { systemClock, systemRandom } from './platform/clock.ts';
import { readConfig } from './platform/config.ts';
import { isExpected } from './platform/errors.ts';
import { healthRoutes, listen } from './platform/http-server.ts';
import { createLog } from './platform/log.ts';
import { metricsRoute } from './platform/metrics-route.ts';
import type { Part, PartContext } from './platform/part.ts';
import { stopOnSignal } from './platform/shutdown.ts';
import { wakeRoute } from './platform/wake/wake-route.ts';
import { wakingHints } from './platform/wake/waking-hints.ts';

try {
  const config = readConfig();
  const log = createLog(config.logLevel, 'wake');
  const { hints, wakeHere } = wakingHints(config.wake, { fetch: globalThis.fetch, log });
  const prometheus = config.metricsToken
    ? (await import('./platform/prometheus.ts')).openPrometheus()
    : undefined;
  prometheus?.process();
  const traces = config.tracesEndpoint
    ? (await import('./platform/otlp-traces.ts')).openTraces(config.tracesEndpoint)
    : undefined;
  const context = (part: string): PartContext => ({
    log: createLog(config.logLevel, part),
    clock: systemClock,
    random: systemRandom,
    meters: prometheus,
    traces,
    hints,
    sleeps: config.wake.sleeps,
  });
  const server = await listen(config.port, config.host);
  const parts: Record<string, Part> = {};
  server.use(healthRoutes(() => parts));
  if (config.metricsToken && prometheus) server.use(metricsRoute(prometheus, config.metricsToken));
  // A request may be what this process was started for.
  const held = server.hold();
  // Nothing of the sandbox is loaded in production.
  const sandbox =
    config.mode === 'sandbox'
      ? await (await import('./sandbox/start.ts')).startSandbox(config, server, context('sandbox'))
      : undefined;
  const settings = sandbox ?? config;
  if (settings.bot) parts.bot = await (await import('./bot/start.ts')).startBot(settings.bot, context('bot'));
  if (settings.agents)
    parts.agents = await (await import('./agents/start.ts')).startAgents(settings.agents, context('agents'));
  if (settings.governor) {
    const { startGovernor } = await import('./governor/start.ts');
    const clock = sandbox?.clock ?? systemClock;
    const governor = await startGovernor(settings.governor, { ...context('governor'), clock });
    sandbox?.drive(governor);
    parts.governor = governor;
  }
  for (const part of Object.values(parts)) if (part.handle) server.use(part.handle);
  const wake = { ...config.wake, drainMs: config.drainMs };
  server.use(wakeRoute(wake, { parts: Object.values(parts), wakeHere, log }));
  held.open();
  stopOnSignal([
    ...Object.values(parts).map((p) => () => p.stop(config.drainMs)),
    () => server.close(),
    async () => traces?.stop(),
    async () => sandbox?.stop(),
  ]);
  process.stdout.write(`ready ${server.url}\n`);
} catch (error) {
  const told = isExpected(error) ? `${error.message} ${error.hint}`.trimEnd() : (error as Error).stack;
  process.stderr.write(`${told}\n`);
  process.exit(1);
}
