// What agents ask a model, and what it answers: their side and the offline writer's read the same shapes.

export * from './model-tasks/article.ts';
export * from './model-tasks/company.ts';
export * from './model-tasks/deck.ts';
export * from './model-tasks/material.ts';
export * from './model-tasks/mend.ts';
export * from './model-tasks/notes.ts';
export * from './model-tasks/parts.ts';
export * from './model-tasks/plan.ts';
export * from './model-tasks/replies.ts';
export * from './model-tasks/research.ts';
export * from './model-tasks/support.ts';
export * from './model-tasks/task.ts';
export * from './model-tasks/understanding.ts';
