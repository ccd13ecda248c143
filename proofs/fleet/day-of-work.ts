import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { mintProgramToken } from '../../setup/program-tokens.ts';
import { button, type Message } from '../../testing/product/app.ts';
import type { SeenLinkedIn } from '../../testing/product/outreach.ts';
import { MARINA, textOf } from '../../testing/product/thread.ts';
import type { Fleet } from './open-fleet.ts';
import { approvers, type Office, requesters, type WatchedJob } from './open-office.ts';

export interface Cards {
  type: string;
  /** From the command to the card in the thread. */
  ms: number;
  at: number;
}

/** A program's job and what its webhook said. */
export interface ProgramJob {
  key: string;
  id: string;
  heard: { id: string; body: string }[];
}

export type Work = Awaited<ReturnType<typeof planWork>>;

const topics = [
  '5 erros ao escolher um fornecedor de implantes',
  'Rastreabilidade UDI',
  'Salas limpas ISO 14644-1',
  'Titanium ASTM F136 for implants',
  'Passivação de titânio',
];

/** What people and a program do in a day. Each kind goes on to its end, however often it has to be tried. */
export async function planWork(fleet: Fleet, office: Office, random: () => number) {
  const { slack, eventually, press, byForm, begin, jobOf, inThread } = office;
  const { owner } = fleet.supabase;
  const marketing = await slack.channel('marketing');
  const sales = await slack.channel('sales');
  const cards: Cards[] = [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const strangers = (await slack.call<SeenLinkedIn>('GET', 'linkedin')).leads;
  let lead = 0;
  const imports: { tag: string; people: number }[] = [];
  const proposed: { mark: string; lead: string }[] = [];

  const jobIs = async (mark: string, wanted: (job: WatchedJob) => boolean): Promise<WatchedJob> => {
    const job = await eventually(`the next state of "${mark}"`, async () => {
      const now = jobOf(mark);
      return now && (now.status === 'failed' || wanted(now)) ? now : undefined;
    });
    if (job.status === 'failed') throw new Error(`the ${job.type} ${job.id} failed`);
    return job;
  };
  const started = async (command: string, topic = pick(topics)) => {
    const { mark, at } = await begin(pick(requesters), marketing, command, (ref) => `${topic} ${ref}`);
    return { mark, at };
  };
  const cardOf = async (
    mark: string,
    version: number,
    since?: number,
  ): Promise<{ job: WatchedJob; card: Message }> => {
    const job = await jobIs(mark, (j) => j.status === 'awaiting_review' && j.versions >= version);
    const card = await inThread(job, /^approve$/i, new RegExp(`version ${job.versions}\\b`, 'i'));
    if (since !== undefined) cards.push({ type: job.type, ms: Number(card.ts) * 1000 - since, at: since });
    return { job, card };
  };
  /** Presses until the job has moved on. */
  const pressUntil = async (
    mark: string,
    message: Message,
    label: RegExp,
    moved: (job: WatchedJob) => boolean,
  ) => {
    const person = pick(approvers);
    await eventually(`${label} to be taken for "${mark}"`, async () => {
      const job = jobOf(mark);
      if (job && moved(job)) return true;
      await press(person, job?.channel_id ?? marketing, message, label);
      for (let waited = 0; waited < 10; waited += 1) {
        const now = jobOf(mark);
        if (now && moved(now)) return true;
        await sleep(500);
      }
      return false;
    });
  };
  const approve = async (mark: string, { card }: { card: Message }) => {
    await pressUntil(mark, card, /^approve$/i, (job) => job.status !== 'awaiting_review');
    await jobIs(mark, (job) => job.status === 'completed');
  };
  const withNote = (
    mark: string,
    { job, card }: { job: WatchedJob; card: Message },
    label: RegExp,
    note: string,
  ) => {
    const person = pick(approvers);
    return byForm(
      person,
      () => press(person, job.channel_id, card, label),
      (modal) => {
        const input = modal.blocks.find((b) => b.type === 'input') as unknown as {
          block_id: string;
          element: { action_id: string };
        };
        return { [input.block_id]: { [input.element.action_id]: note } };
      },
      async () => jobOf(mark)?.status !== 'awaiting_review',
    );
  };
  const goOn = async (mark: string) => {
    const job = await jobIs(mark, (j) => j.status === 'awaiting_input');
    await pressUntil(mark, await inThread(job, /go_on/), /go_on/, (j) => j.status !== 'awaiting_input');
  };

  const program = await openProgram(fleet, marketing);

  const kinds: Record<string, () => Promise<unknown>> = {
    'carousel, approved': async () => {
      const { mark, at } = await started('/carousel');
      await approve(mark, await cardOf(mark, 1, at));
    },
    'carousel, changed and approved': async () => {
      const { mark, at } = await started('/carousel');
      await withNote(mark, await cardOf(mark, 1, at), /request changes/i, 'slide 3: mais curto');
      await approve(mark, await cardOf(mark, 2));
    },
    'carousel, rejected': async () => {
      const { mark, at } = await started('/carousel');
      await withNote(mark, await cardOf(mark, 1, at), /^reject$/i, 'Fora da linha deste mês');
      await jobIs(mark, (job) => job.status === 'rejected');
    },
    'carousel, cancelled': async () => {
      const { mark } = await started('/carousel');
      const job = await jobIs(mark, (j) => j.thread_ts !== null);
      const message = await inThread(job, /cancel/i);
      await pressUntil(mark, message, /cancel/i, (j) => j.status === 'cancelled');
    },
    'article, approved': async () => {
      const { mark, at } = await started('/blog', 'Como escolher um fornecedor de implantes de titânio');
      await goOn(mark);
      await approve(mark, await cardOf(mark, 1, at));
    },
    'research, approved': async () => {
      const { mark, at } = await started('/research', 'How is titanium cleaned before packaging?');
      await goOn(mark);
      await approve(mark, await cardOf(mark, 1, at));
    },
    'document, stored': async () => {
      const { mark } = await begin(
        pick(requesters),
        marketing,
        '/knowledge',
        (ref) => `add ${documentOf(ref)}`,
      );
      await jobIs(mark, (job) => job.status === 'completed');
    },
    'leads, imported': async () => {
      const tag = `feira-${office.mark().replaceAll(' ', '')}`;
      const people = 5 + Math.floor(random() * 40);
      imports.push({ tag, people });
      const preview = async () =>
        (await slack.messages(MARINA, sales)).find(
          (m) => button(m, /^import \d+$/i) && textOf(m).includes(tag),
        );
      const stored = async () => {
        const { rows } = await owner.query(
          `select count(*)::int as n from outreach.leads where $1 = any (tags)`,
          [tag],
        );
        return Number(rows[0]?.n) === people;
      };
      await byForm(
        MARINA,
        () => office.type(MARINA, sales, '/leads', 'import'),
        (modal) =>
          Object.fromEntries(
            modal.blocks.flatMap((block) => {
              if (block.type !== 'input' || !block.block_id) return [];
              const { element } = block as unknown as { element: { type: string; action_id: string } };
              const value = element.type === 'file_input' ? { files: [fileOf(tag, people)] } : tag;
              return [[block.block_id, { [element.action_id]: value }]];
            }),
          ),
        preview,
      );
      await eventually(`the import of ${tag}`, async () => {
        const message = await preview();
        if (message) await press(MARINA, sales, message, /^import \d+$/i);
        for (let waited = 0; waited < 10; waited += 1) {
          if (await stored()) return true;
          await sleep(500);
        }
        return false;
      });
    },
    'outreach, approved': async () => {
      const person = strangers[lead % strangers.length];
      lead += 1;
      if (!person || lead > strangers.length) return;
      const mark = office.mark();
      proposed.push({ mark, lead: person.lead });
      const act = person.connected ? 'message' : pick(['invite', 'invite', 'view'] as const);
      const words = act === 'view' ? '' : ` "Olá! Podemos conversar? (${mark})"`;
      const stateOf = async () => {
        const { rows } = await owner.query(
          `select n.status from outreach.linkedin_automation n join outreach.leads l on l.id = n.lead_id
           where l.profile_url like '%/' || $1 order by n.created_at limit 1`,
          [person.lead],
        );
        return rows[0]?.status;
      };
      await eventually(`the proposal for ${person.lead}`, async () => {
        if (await stateOf()) return true;
        await office.type(
          MARINA,
          sales,
          '/outreach',
          `add ${act} https://www.linkedin.com/in/${person.lead}${words}`,
        );
        for (let waited = 0; waited < 10; waited += 1) {
          if (await stateOf()) return true;
          await sleep(500);
        }
        return false;
      });
      const approver = pick(approvers);
      await eventually(`the approval for ${person.lead}`, async () => {
        if ((await stateOf()) !== 'pending_approval') return true;
        const card = (await slack.messages(approver, sales)).find(
          (m) => !m.ephemeral && button(m, /^approve$/i) && textOf(m).includes(person.name),
        );
        if (card) await press(approver, sales, card, /^approve$/i);
        await sleep(2000);
        return (await stateOf()) !== 'pending_approval';
      });
    },
    'job of a program, approved': async () => {
      const { mark, at } = await program.start(office.mark(), pick(topics));
      await approve(mark, await cardOf(mark, 1, at));
      await program.isTold(mark);
    },
    'job of a program, rejected': async () => {
      const { mark, at } = await program.start(office.mark(), pick(topics));
      await withNote(mark, await cardOf(mark, 1, at), /^reject$/i, 'Fora da linha deste mês');
      await program.isTold(mark);
    },
  };

  async function openProgram(to: Fleet, channel: string) {
    const started = new Map<string, ProgramJob>();
    let turn = 0;
    const receiver = createServer((req, res) => {
      let body = '';
      req.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      req.on('end', () => {
        const job = [...started.values()].find(({ id }) => id === JSON.parse(body).job.id);
        job?.heard.push({ id: String(req.headers['greenlight-webhook-id']), body });
        res.writeHead(204).end();
      });
    });
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
    // SAFETY: a listening TCP server has an address with a port.
    const { port } = receiver.address() as AddressInfo;
    let told = '';
    await mintProgramToken(
      {
        teamId: to.standIns.slack.teamId,
        query: (sql, values) => owner.query(sql, values),
        knowMember: async () => {},
        say: (line) => {
          told += `${line}\n`;
        },
        nowMs: Date.now(),
      },
      {
        name: 'crm-sync',
        owner: 'U0RENATA',
        people: MARINA,
        channels: channel,
        types: 'carousel,blog,research',
        may: 'start,read',
        days: '1',
        perMinute: '600',
        webhook: `http://127.0.0.1:${port}/ended`,
      },
    );
    const token = /gl_\S+/.exec(told)?.[0] ?? '';
    return {
      started,
      /** Asks until it hears 202, with one key. */
      async start(mark: string, topic: string): Promise<{ mark: string; at: number }> {
        const key = `key-${mark.replaceAll(' ', '')}`;
        const at = Date.now();
        const body = JSON.stringify({
          type: 'carousel',
          person: MARINA,
          channel,
          brief: { topic: `${topic} (${mark})` },
        });
        const id = await eventually(`202 for ${key}`, async () => {
          turn += 1;
          const bots = to.of('bot');
          const response = await fetch(`${bots[turn % bots.length]?.process.url}/jobs`, {
            method: 'POST',
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              'idempotency-key': key,
            },
            body,
          });
          const answer = (await response.json()) as { id?: string; message?: string };
          if (response.status !== 202) throw new Error(`${response.status} ${answer.message}`);
          return answer.id;
        });
        started.set(mark, { key, id, heard: [] });
        return { mark, at };
      },
      isTold: (mark: string) =>
        eventually(`the webhook of ${mark}`, async () => (started.get(mark)?.heard.length ?? 0) > 0),
      close: () =>
        new Promise((closed) => {
          receiver.close(closed);
          receiver.closeAllConnections();
        }),
    };
  }

  return { kinds, cards, imports, proposed, program };
}

const documentOf = (ref: string) =>
  [
    `How coolant is handled on the shop floor ${ref}`,
    'Our own procedure for coolant was written by the workshop in March and is revised once a year. Every operator is trained on it before working alone, and the training is recorded.',
    'When the coolant leaves its limits, the batch stops and the quality department decides what happens to the parts that were made since the last good reading.',
  ].join('\n\n');

/** A CSV as people export it, of people who are in no other. */
function fileOf(tag: string, people: number): { name: string; base64: string } {
  const rows = Array.from(
    { length: people },
    (_, n) =>
      `Ana Rocha ${n};Coordenadora de CME;Hospital ${n};https://www.linkedin.com/in/ana-${tag}-${n};Brasil`,
  );
  const text = ['Nome;Cargo;Empresa;Perfil;País', ...rows].join('\r\n');
  return { name: `${tag}.csv`, base64: Buffer.from(text).toString('base64') };
}
