import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../platform/log.ts';

/** Bolt and the Web API client log through ours: warnings and errors only, as their debug lines carry bodies. */
export function boltLog(log: Log): Logger {
  const line = (parts: unknown[]) => ({ code: parts.map(String).join(' ').slice(0, 200) });
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn('slack_library', line(parts)),
    error: (...parts) => log.error('slack_library', line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
