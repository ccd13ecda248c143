import { type Check, has, ok } from '../check.ts';

/** Not asked for from outside: a proxy that passes no /metrics is as it should be. */
export const metrics: Check = {
  name: 'metrics',
  applies: ({ mode }) => mode === 'production',
  run: async ({ subject }) =>
    has(subject, 'METRICS_TOKEN')
      ? ok('/metrics answers who shows METRICS_TOKEN; Prometheus needs it')
      : {
          status: 'skip',
          note: 'METRICS_TOKEN is not set: there is no /metrics, and no rule of deploy/alerts.yaml sees anything',
          fix: 'To have alarms, run "npm run setup", which makes one, restart the part and give the token to Prometheus.',
        },
};
