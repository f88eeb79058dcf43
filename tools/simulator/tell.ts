// Answers in plain French for whoever tries: what was done, or why not, with each finding and the page that explains.

import { simulatorWording as say } from '@carnet/contract/wording';
import { type RegistryAnswer, registryAnswer } from './answers.ts';
import { parseXml } from '@carnet/codecs/xml';
import { type SoapReply, type Tree, all } from './soap.ts';

const french = (texts: readonly Tree[]): string => (texts.find(({ attributes }) => attributes['lang'] === 'fr') ?? texts[0])?.text ?? '';

/** The envelope of a frame, indented, long base64 cut: for eyes, not for a signature. */
function legible(frame: string): string {
  const [start, end] = [frame.search(/<\?xml|<[A-Za-z]+:Envelope/), frame.lastIndexOf('>') + 1];
  const document = start === -1 ? undefined : parseXml(Buffer.from(frame.slice(start, end)));
  if (document?.ok !== true) return frame;
  using tree = document.value;
  const indented = tree.toString({ format: true }).replaceAll(/([A-Za-z0-9+/]{60})[A-Za-z0-9+/=\s]{60,}/g, '$1…');
  return `${frame.slice(0, start)}${indented}${frame.slice(end)}`;
}
export function tellFrames({ request, response }: SoapReply['frames']): void {
  console.log(`${say.request}\n${legible(request)}\n${say.response}\n${legible(response)}`);
}

/** True when the answer is one: no fault, and an envelope. */
export function isAnswered(reply: SoapReply): boolean {
  const { fault, body, status } = reply;
  if (fault === undefined && body !== undefined) return true;
  if (fault === undefined) console.error(say.notSoap(status));
  else {
    console.error(`${say.fault(fault.codes.join(' / '))}\n${fault.reason}`);
    for (const finding of all(fault.detail, 'finding')) {
      const { field = '', given, expected } = finding.attributes;
      console.error(say.finding(field, french(finding.children), given, expected));
    }
    const page = all(fault.detail, 'refusal')[0]?.attributes['page'];
    if (page !== undefined) console.error(say.page(page));
  }
  return false;
}

/** The registry's answer when it says Success (or PartialSuccess); undefined once its errors are told. */
export function succeeded(reply: SoapReply): RegistryAnswer | undefined {
  if (!isAnswered(reply)) return undefined;
  const answer = registryAnswer(reply);
  const failed = answer.status === undefined || answer.status === 'Failure';
  if (failed) console.error(say.registryFailed);
  for (const { code, context, location } of answer.errors) console.error(say.registryError(code, context, location));
  return failed ? undefined : answer;
}
