/** What a model is sent, read back into its task, as the offline writer reads it. */
export { readMessage } from '../sandbox/writer/read-message.ts';
