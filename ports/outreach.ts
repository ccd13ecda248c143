export * from './outreach/account.ts';
export * from './outreach/action.ts';
export * from './outreach/bot-calls.ts';
export * from './outreach/campaign.ts';
export * from './outreach/governor-calls.ts';
export * from './outreach/lead-filter.ts';
export * from './outreach/release.ts';
export * from './outreach/surface.ts';
