/**
 * Between looks at a file that Slack still processes or shares: most are ready at the second look, and `files.info` allows about
 * a hundred a minute for the whole workspace. For `poll()`. Source: docs.slack.dev/apis/web-api/rate-limits, tier 4.
 */
export const fileWaits = { firstMs: 300, mostMs: 2000 };
