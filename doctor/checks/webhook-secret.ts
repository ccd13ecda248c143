import { questions } from '../../setup/questions.ts';
import { type Check, fail, has, ok } from '../check.ts';

/** Its form. Whether Unipile's webhooks show the same value is seen only when one arrives: the governor answers 401. */
export const webhookSecret: Check = {
  name: 'webhook secret',
  applies: (subject) => has(subject, 'UNIPILE_WEBHOOK_SECRET'),
  async run({ subject }) {
    const problem = questions.unipileWebhookSecret.fault(subject.env.UNIPILE_WEBHOOK_SECRET ?? '');
    return problem === null
      ? ok('has the right form; the webhooks at Unipile carry it as Unipile-Auth')
      : fail(problem, 'Choose a longer one, and give the webhooks at Unipile the same.');
  },
};
