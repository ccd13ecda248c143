import { type Check, ok } from '../check.ts';

/** For tests alone; the product draws without a browser. */
export const sandboxBrowser: Check = {
  name: 'browser',
  applies: ({ mode }) => mode === 'sandbox',
  run: async ({ browser }) =>
    ok(
      browser ??
        'none, so that "npm test" leaves out the tests of the workspace page; nothing else needs one',
    ),
};
