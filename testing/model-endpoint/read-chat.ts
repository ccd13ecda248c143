import { z } from 'zod';

const chatBody = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })).min(1),
  response_format: z
    .looseObject({
      type: z.string(),
      json_schema: z
        .looseObject({
          name: z.string(),
          schema: z.record(z.string(), z.unknown()).optional(),
          strict: z.boolean().optional(),
        })
        .optional(),
    })
    .optional(),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }).optional() })).optional(),
  tool_choice: z.unknown().optional(),
  reasoning_effort: z.unknown().optional(),
  reasoning: z.looseObject({ effort: z.string().optional() }).optional(),
  max_tokens: z.number().int().nullish(),
  max_completion_tokens: z.number().int().nullish(),
  stream: z.boolean().nullish(),
});

/** A request for a chat completion, as any OpenAI-compatible server gets it. */
export type ChatBody = z.infer<typeof chatBody>;

export const readChat = (body: string) => chatBody.safeParse(JSON.parse(body));

/** The words of all messages: a content is a string or a list of parts. */
export function textOf(body: ChatBody, role?: string): string {
  return body.messages
    .filter((message) => role === undefined || message.role === role)
    .map(({ content }) => {
      if (typeof content === 'string') return content;
      const parts = z.array(z.looseObject({ text: z.string() })).safeParse(content);
      return parts.success ? parts.data.map((part) => part.text).join('') : '';
    })
    .join('\n');
}

/** The structured output that is asked for; null: words alone. */
export function modeOf(body: ChatBody): 'json_schema' | 'json_object' | 'tool' | null {
  const type = body.response_format?.type;
  if (type === 'json_schema' || type === 'json_object') return type;
  return body.tools?.length ? 'tool' : null;
}

/** About four characters a token, the schema included: the same for each maker and on each run. */
export const tokensOf = (text: string): number => Math.ceil(text.length / 4);
