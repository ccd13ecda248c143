/**
 * Ends a wait that hangs, in ms; a test as a whole may take four of them (vitest.config.ts). No test is meant to come
 * near it: on two slow cores beside four busy loops the longest wait took a quarter.
 */
export const HANG_MS = 120_000;
