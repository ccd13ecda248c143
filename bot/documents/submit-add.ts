import type { KnownBlock } from '@slack/types';
import { languages } from '../../ports/content.ts';
import { CHANNEL, chosenChannel } from '../asking/channel-input.ts';
import { finishForm } from '../asking/finish-form.ts';
import { typedWords } from '../asking/plain-words.ts';
import { onForm } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Started } from '../drafts/start-job.ts';
import { clip, quoted, said } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { type Adding, type Addition, addDocument } from './add-document.ts';
import { formOrigin } from './add-modal.ts';
import { documentLimit, fileRefusal, fromAddress, fromFile, fromText, isPicture } from './document-source.ts';
import { readAlt } from './read-alt.ts';

type Field = 'address' | 'file' | 'text' | 'alt';
/** Ready to be stored, or a file that Slack has yet to hand over. */
type Given =
  | { field: Field; addition: Addition }
  | {
      field: 'file';
      file: { id: string; name: string };
      common: Pick<Addition, 'title' | 'language' | 'alt'>;
    };
type Outcome = Exclude<Started, { kind: 'refused' }> | { kind: 'refused'; field: Field; message: string };

/** The form was sent: one document is started, or the form stays open with what is wrong under its field. */
export function submitAdd(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { knowledge: t } = await desk.textsFor(teamId);
    const origin = formOrigin.parse(JSON.parse(view.private_metadata));
    const given = readForm(view.state.values, t);
    if ('fault' in given) {
      return refuse({ [given.field]: clip(given.fault, 1000) });
    }
    const texts = await desk.textsFor(teamId);
    const channel_id = origin.channel_id ?? chosenChannel(view.state.values);
    if (channel_id === null) {
      return refuse({ [CHANNEL]: t.add.channelHint });
    }
    const to = { user_id: userId, channel_id, response_url: origin.response_url };
    const adding: Adding = {
      ...to,
      team_id: teamId,
      command: asCommand(given),
      // A form that is sent twice is one form; after a refusal nothing is stored under its key.
      key: `${teamId}:${view.id}`,
    };
    await finishForm(desk, { ack, viewId: view.id, to }, carryOut(desk, given, adding, t), {
      title: t.add.workingTitle,
      close: t.add.close,
      working: t.add.working('file' in given ? given.file.name : given.addition.topic),
      started: desk.tokenRefused() ? texts.command.storedForLater : t.add.started(1),
      notCertain: texts.command.notCertain,
      typed: typedText(given, t),
    });
  });
}

async function carryOut(
  desk: ContentDesk,
  given: Given,
  adding: Adding,
  t: KnowledgeTexts,
): Promise<Outcome> {
  const refused = (message: string): Outcome => ({ kind: 'refused', field: given.field, message });
  // Nothing is fetched for a guest.
  const person = await desk.knowPerson(adding.team_id, adding.user_id).catch(() => undefined);
  if (person === undefined) return refused(t.command.notAnswered);
  if (!person) return refused((await desk.textsFor(adding.team_id)).command.unknownPerson);
  if (person.role === 'guest') return refused(t.start.guest);
  let addition: Addition;
  if ('file' in given) {
    const file = await desk.readFile(given.file.id, documentLimit);
    if (file.kind === 'refused') return refused(fileRefusal(file, documentLimit, t));
    // A picture whose name does not say so.
    if (isPicture(`.${file.extension}`) && !given.common.alt)
      return { kind: 'refused', field: 'alt', message: t.add.errors.altMissing };
    addition = fromFile(file, given.common);
  } else addition = given.addition;
  const started = await addDocument(desk, addition, adding, t);
  return started.kind === 'refused' ? refused(started.message) : started;
}

type Values = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
      files?: { id?: string; name?: string; size?: number }[] | undefined;
    }
  >
>;

/** Exactly one source, with what goes for each. Slack's own limits are checked again: not every client does. */
function readForm(values: Values, t: KnowledgeTexts): Given | { field: Field | 'name'; fault: string } {
  const typed = (field: string) => typedWords(values[field]?.[field]?.value ?? '');
  const [address, text, name, said] = [typed('address'), typed('text'), typed('name'), typed('alt')];
  const [file] = values.file?.file?.files ?? [];
  const given: Field[] = [
    ...(address === '' ? [] : ['address' as const]),
    ...(file?.id ? ['file' as const] : []),
    ...(text === '' ? [] : ['text' as const]),
  ];
  const [field, second] = given;
  if (!field) return { field: 'address', fault: t.add.errors.nothing };
  if (second) return { field: second, fault: t.add.errors.several };
  const chosen = values.language?.language?.selected_option?.value;
  const common = {
    title: name === '' ? null : clip(name.replaceAll(/\s+/g, ' '), 300),
    language: languages.find((known) => known === chosen) ?? null,
  };
  if (field === 'file') {
    const [fileName, size] = [file?.name ?? file?.id ?? '', file?.size ?? 0];
    if (size > documentLimit.maxBytes) {
      const refusal = { kind: 'refused' as const, fault: 'too_large' as const, name: fileName, size };
      return { field, fault: fileRefusal(refusal, documentLimit, t) };
    }
    const given = { id: file?.id ?? '', name: clip(fileName, 100) };
    if (said === '' && !isPicture(fileName)) return { field, file: given, common };
    if (fileName.includes('.') && !isPicture(fileName)) return { field: 'alt', fault: t.add.errors.altAlone };
    const read = readAlt(said, t);
    if ('fault' in read) return { field: 'alt', fault: read.fault };
    return { field, file: given, common: { ...common, alt: read.alt } };
  }
  if (said !== '') return { field: 'alt', fault: t.add.errors.altAlone };
  const addition = field === 'address' ? fromAddress(address, common, t) : fromText(text, common, t);
  return 'fault' in addition ? { field, fault: addition.fault } : { field, addition };
}

/** A pasted text stands nowhere else once the form is gone. */
function typedText(given: Given, t: KnowledgeTexts): KnownBlock[] {
  if ('file' in given || given.addition.source.kind !== 'bytes') return [];
  return [said(t.command.yourText), quoted(given.addition.source.bytes.toString('utf8'), 2900)];
}

function asCommand(given: Given): string {
  if ('file' in given) return `/knowledge add ${given.file.name}`;
  const { source, topic } = given.addition;
  return `/knowledge add ${source.kind === 'url' ? source.url : topic}`;
}
