/** What a run is called in its job's trace, and a node in it, by the task that LangGraph made of it. */
export const runKey = ({ fence }: { fence: number }): string => `run ${fence}`;
export const nodeKey = (claim: { fence: number }, taskId: string): string => `${runKey(claim)} ${taskId}`;
