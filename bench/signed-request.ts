import { type Agent, request } from 'node:http';
import { FORM, sign } from '../testing/slack.ts';

/** Sends a form as Slack does; resolves with ms until the whole answer was read. */
export function signedRequest(url: string, secret: string, agent: Agent, body: string): Promise<number> {
  const began = performance.now();
  return new Promise((done, fail) => {
    const headers = {
      'content-type': FORM,
      'content-length': Buffer.byteLength(body),
      ...sign(secret, body),
    };
    const req = request(`${url}/slack/events`, { method: 'POST', agent, headers }, (res) => {
      res.resume();
      res.on('end', () =>
        res.statusCode === 200
          ? done(performance.now() - began)
          : fail(new Error(`answered ${res.statusCode}`)),
      );
    });
    req.on('error', fail);
    req.end(body);
  });
}
