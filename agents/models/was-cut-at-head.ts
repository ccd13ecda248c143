import type { ChatReply } from './chat-model.ts';

/** Contexts that local servers start with. */
const CONTEXTS = [2048, 4096, 8192, 16_384, 32_768];
/** A token is hardly ever longer than this, so that fewer tokens than this tells cannot have been the whole prompt. */
const LONGEST_TOKEN_BYTES = 8;

/**
 * Whether a server read only the end of the prompt, in silence and with status 200: Ollama does, when its context is smaller
 * than the prompt, and then the rules at its head are what is missing. Its sign is a context that is filled to the last
 * token. Pure.
 */
export function wasCutAtHead(
  reply: Pick<ChatReply, 'inputTokens' | 'outputTokens'>,
  prompt: string,
): boolean {
  const { inputTokens: input, outputTokens: output } = reply;
  if (input === null || input === 0) return false;
  const bytes = Buffer.byteLength(prompt);
  if (CONTEXTS.includes(input) || CONTEXTS.includes(input + (output ?? 0))) return bytes / 5 > input;
  return bytes / LONGEST_TOKEN_BYTES > input;
}
