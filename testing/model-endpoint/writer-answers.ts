import { readMessage } from '../../sandbox/writer/read-message.ts';
import { startWriter } from '../../sandbox/writer/start.ts';
import type { Given } from './complete.ts';
import { type ChatBody, textOf } from './read-chat.ts';
import type { Call } from './start-model-endpoint.ts';

/**
 * The offline writer as the model behind an endpoint. It is asked by the name of the task, which only a schema in the
 * request tells it; where there is none, the prompt's own word for it does.
 */
export async function writerAnswers() {
  const writer = await startWriter();
  return {
    taskOf,
    async answer({ body, task }: Call): Promise<Given> {
      const response = await fetch(`${writer.url}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          model: writer.model,
          messages: body.messages,
          response_format: { type: 'json_schema', json_schema: { name: task } },
        }),
      });
      const said = (await response.json()) as {
        choices?: { message: { content: string | null; refusal: string | null } }[];
        error?: { message: string };
      };
      const message = said.choices?.[0]?.message;
      if (!message) throw new Error(`The offline writer cannot answer ${task}: ${said.error?.message}`);
      return message.content === null ? { refusal: message.refusal ?? '' } : { content: message.content };
    },
    stop: () => writer.stop(),
  };
}

/** The name of the schema, else the one that the message itself gives. */
function taskOf(body: ChatBody): string | null {
  const name = body.response_format?.json_schema?.name ?? body.tools?.[0]?.function?.name;
  if (name) return name;
  const task = readMessage(textOf(body, 'user'))?.task;
  return typeof task === 'string' ? task : null;
}
