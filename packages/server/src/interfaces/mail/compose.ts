// The text and the HTML of each mail, French then English. One column, real text, no image, no link but our own, nothing remote.

import {
  accessReplacedWording,
  type Bilingual,
  codeLifetime,
  codeMailWording,
  correctionMailWording,
  doctorMailWording,
  invitationMailWording,
  type LabelLanguage,
  mailWording,
  misfiledMailWording,
  noticeLine,
  noticeMailWording,
  openingMailWording,
  passkeyChangedWording,
  passwordChangedWording,
  trialMailWording,
} from '@carnet/contract/wording';
import type { DossierId } from '@carnet/domain/dossier';
import type { CivilDate } from '@carnet/domain/kernel';
import type { CodePurpose, NoticeCount, ProfessionalNoticeKind } from '../../ports/index.ts';

export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A part of a mail: a sentence, a code to copy, lines of a list, or the address to sign in at. */
type Part =
  | { readonly kind: 'sentence'; readonly words: Bilingual }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'list'; readonly lines: readonly Bilingual[] }
  | { readonly kind: 'address'; readonly url: string };
const sentence = (words: Bilingual): Part => ({ kind: 'sentence', words });

export const composeCode = (purpose: CodePurpose, code: string, minutes: number): Composed => {
  const { subject, lead, unasked } = codeMailWording[purpose];
  return compose(subject, [sentence(lead), { kind: 'code', code }, sentence(codeLifetime(minutes)), sentence(unasked), sentence(mailWording.never)]);
};

export const composePasswordChanged = (publicUrl: string): Composed =>
  compose(passwordChangedWording.subject, [
    sentence(passwordChangedWording.lead),
    sentence(passwordChangedWording.unasked),
    { kind: 'address', url: `${publicUrl}/` },
  ]);

export function composePasskeyChanged(what: 'added' | 'removed', publicUrl: string): Composed {
  const { subject, lead, unasked } = passkeyChangedWording[what];
  return compose(subject, [sentence(lead), sentence(unasked), sentence(mailWording.never), { kind: 'address', url: `${publicUrl}/` }]);
}

export const composeAccessReplaced = (publicUrl: string): Composed =>
  compose(accessReplacedWording.subject, [
    sentence(accessReplacedWording.lead),
    sentence(accessReplacedWording.unasked),
    { kind: 'address', url: `${publicUrl}/` },
  ]);

export const composeNotices = (notices: readonly NoticeCount[], publicUrl: string): Composed =>
  compose(noticeMailWording.subject, [
    ...(notices.length === 1 ? [] : [sentence(noticeMailWording.lead)]),
    { kind: 'list', lines: notices.map(({ kind, count, forAnother }) => noticeLine(kind, count, forAnother)) },
    sentence(noticeMailWording.howTo),
    { kind: 'address', url: `${publicUrl}/` },
    sentence(noticeMailWording.choice),
  ]);

export const composeOpening = (
  { code, opensOn, forAnother }: { readonly code: string; readonly opensOn: CivilDate; readonly forAnother: boolean },
  publicUrl: string,
): Composed => {
  const { subject, lead, what, oppose, orOpen, later } = openingMailWording;
  return compose(subject, [
    sentence(lead(opensOn, forAnother)),
    sentence(what),
    sentence(oppose),
    { kind: 'address', url: `${publicUrl}/opposition/${code}` },
    ...(forAnother ? [] : [sentence(orOpen), { kind: 'address', url: `${publicUrl}/creer` } as const]),
    sentence(later),
  ]);
};

export const composeInvitation = (inviter: string, code: string, days: number, publicUrl: string): Composed =>
  compose(invitationMailWording.subject, [
    sentence(invitationMailWording.lead(inviter)),
    sentence(invitationMailWording.howTo(days)),
    { kind: 'address', url: `${publicUrl}/invitation/${code}` },
    sentence(invitationMailWording.unknown),
  ]);

export function composeToProfessionnel(kind: ProfessionalNoticeKind, dossier: DossierId, publicUrl: string): Composed {
  if (kind === 'document-ecarte') {
    const { subject, lead, howTo } = misfiledMailWording.author;
    return compose(subject, [sentence(lead), sentence(howTo), { kind: 'address', url: `${publicUrl}/pro/` }]);
  }
  const journal: Part = { kind: 'address', url: `${publicUrl}/pro/dossier/${dossier}/journal` };
  if (kind === 'document-retire') {
    const { subject, lead, howTo } = misfiledMailWording.reader;
    return compose(subject, [sentence(lead), sentence(howTo), journal]);
  }
  if (kind === 'dossiers-separes')
    return compose(correctionMailWording.subject, [sentence(correctionMailWording.lead), sentence(correctionMailWording.howTo), journal]);
  return compose(doctorMailWording.subject, [sentence(doctorMailWording.lead[kind]), sentence(doctorMailWording.howTo), journal]);
}

export const composeTrial = (publicUrl: string): Composed =>
  compose(trialMailWording.subject, [sentence(trialMailWording.lead), sentence(trialMailWording.unasked), { kind: 'address', url: `${publicUrl}/` }]);

const languages: readonly LabelLanguage[] = ['fr', 'en'];

function compose(subject: Bilingual, parts: readonly Part[]): Composed {
  const whole: readonly Part[] = [sentence(mailWording.greeting), ...parts, sentence(mailWording.signature), sentence(mailWording.automatic)];
  return {
    subject: `${subject.fr} / ${subject.en}`,
    text: languages.map((language) => whole.map((part) => textOf(part, language)).join('\n\n')).join('\n\n--------\n\n'),
    html: `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(subject.fr)}</title></head>
<body style="margin:0;padding:24px;font:17px/1.6 system-ui,sans-serif;color:#1a1a1a;background:#ffffff">
${languages.map((language) => `<div lang="${language}" style="max-width:34em;margin:0 auto 32px">${whole.map((part) => htmlOf(part, language)).join('\n')}</div>`).join('\n<hr style="max-width:34em;border:0;border-top:1px solid #767676">\n')}
</body></html>`,
  };
}

function textOf(part: Part, language: LabelLanguage): string {
  switch (part.kind) {
    case 'sentence':
      return part.words[language];
    case 'code':
      return `    ${part.code}`;
    case 'list':
      return part.lines.map((line) => (part.lines.length === 1 ? line[language] : `- ${line[language]}`)).join('\n');
    case 'address':
      return `    ${part.url}`;
  }
}

function htmlOf(part: Part, language: LabelLanguage): string {
  switch (part.kind) {
    case 'sentence':
      return `<p>${escapeHtml(part.words[language])}</p>`;
    case 'code':
      return `<p style="font:700 28px/1.4 ui-monospace,monospace;letter-spacing:.12em">${escapeHtml(part.code)}</p>`;
    case 'list':
      return part.lines.length === 1
        ? `<p>${escapeHtml(part.lines[0]![language])}</p>`
        : `<ul>${part.lines.map((line) => `<li>${escapeHtml(line[language])}</li>`).join('')}</ul>`;
    case 'address':
      return `<p><a href="${escapeHtml(part.url)}" style="color:#0b4f9e">${escapeHtml(part.url)}</a></p>`;
  }
}

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escaped[sign]!);
