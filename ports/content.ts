export * from './content/agent-calls.ts';
export * from './content/bot-calls.ts';
export * from './content/conversation.ts';
export * from './content/draft.ts';
export * from './content/job.ts';
export * from './content/knowledge.ts';
export * from './content/language.ts';
export * from './content/outbox.ts';
