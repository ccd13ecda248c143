// What tests of the bot ask of the Slack stand-in besides a workspace: its signature, and its limits of blocks and views.
export { lintBlocks } from '../sandbox/slack/block-kit/lint-blocks.ts';
export { lintView } from '../sandbox/slack/block-kit/lint-view.ts';
export * as standInManifest from '../sandbox/slack/manifest.ts';
export { FORM, JSON_TYPE, sign } from '../sandbox/slack/sign.ts';
export { webClientOf } from './slack/web-client.ts';
