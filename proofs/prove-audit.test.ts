import { expect, it } from 'vitest';
import { readAudit } from './prove-audit.ts';

const reportOf = (vulnerabilities: Record<string, object>, counts: Record<string, number> = {}) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: {
      vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0, ...counts },
      dependencies: { prod: 367, dev: 210, optional: 9, peer: 0, peerOptional: 0, total: 586 },
    },
  });
const of = (severity: string, via: unknown[]) => ({
  name: 'x',
  severity,
  isDirect: true,
  via,
  effects: [],
  range: '<2.0.1',
});

it('readAudit() passes what has no advisory, and what has one below high', () => {
  expect(readAudit(reportOf({}))).toMatchObject({
    outcome: 'none',
    packages: 367,
    faults: [],
    unknown: null,
  });
  const low = reportOf({ a: of('moderate', ['b']) }, { moderate: 1 });
  expect(readAudit(low)).toMatchObject({ outcome: 'none', severities: { moderate: 1, high: 0 }, faults: [] });
});

it.each(['high', 'critical'])('readAudit() fails a package with an advisory that is %s', (severity) => {
  const advisory = {
    title: 'It reads too far',
    url: 'https://advisories.example/1',
    severity,
    range: '<2.0.1',
  };
  const found = readAudit(reportOf({ a: of(severity, [advisory, 'b']) }, { [severity]: 1 }));
  expect(found.outcome).toBe('advisories');
  expect(found.faults).toEqual([
    `${severity}: a <2.0.1: It reads too far (https://advisories.example/1); through b`,
  ]);
});

it.each([
  [
    'a registry that refuses',
    JSON.stringify({ message: '405 Method Not Allowed - POST https://r.example/bulk', statusCode: 405 }),
  ],
  [
    'a registry that is away',
    JSON.stringify({ message: 'request to https://r.example failed', error: { code: 'ENOTFOUND' } }),
  ],
  ['a report of another form', JSON.stringify({ auditReportVersion: 9, packages: [] })],
  ['nothing', ''],
])('readAudit() knows nothing by %s, which is no pass', (_, output) => {
  const found = readAudit(output);
  expect(found).toMatchObject({ outcome: 'unknown', packages: null, faults: [] });
  expect(found.unknown).toMatch(/^the registry could not be asked: /);
  expect(found.unknown).not.toContain('r.example');
});
