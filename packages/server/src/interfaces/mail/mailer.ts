// Outgoing mail over SMTP. Composes and hands over; never holds health content, an INS or a login, and never logs an address or a code.
// What the server did not take is answered so, with its code: the caller decides to try again or to say so.

import nodemailer from 'nodemailer';
import type { Courier, Posted } from '../../ports/index.ts';
import {
  type Composed,
  composeAccessReplaced,
  composeCode,
  composeToProfessionnel,
  composeInvitation,
  composeNotices,
  composeOpening,
  composePasskeyChanged,
  composePasswordChanged,
  composeTrial,
} from './compose.ts';

export interface MailerOptions {
  /** smtp:// or smtps://, with the account where there is one. */
  readonly smtpUrl: string;
  /** Where readers sign in. */
  readonly publicUrl: string;
  readonly from: string;
  /** What went wrong, without address or content. */
  readonly onFailure: (failure: { readonly code: string; readonly responseCode?: number }) => void;
}
export interface Mailer extends Courier {
  close(): void;
}

/** A person waits for the code: better to say quickly that it did not leave. */
const timeoutMs = 10_000;

export function createMailer({ smtpUrl, publicUrl, from, onFailure }: MailerOptions): Mailer {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 3,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = new URL(publicUrl).hostname;

  const post = async (to: string, { subject, text, html }: Composed, messageId?: string): Promise<Posted> => {
    try {
      await transport.sendMail({
        from,
        // An address, never a list: a comma in what an account holds must not add a reader.
        to: { name: '', address: to },
        subject,
        text,
        html,
        ...(messageId === undefined ? {} : { messageId: `<${messageId}@${host}>` }),
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'fr, en' },
      });
      return { taken: true };
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      onFailure({ code: code ?? 'UNKNOWN', ...(responseCode === undefined ? {} : { responseCode }) });
      return { taken: false, why: [code ?? 'UNKNOWN', ...(responseCode === undefined ? [] : [responseCode])].join(' ') };
    }
  };
  const send = async (to: string, composed: Composed): Promise<boolean> => (await post(to, composed)).taken;

  return {
    sendCode: ({ to, purpose, code, minutes }) => send(to, composeCode(purpose, code, minutes)),
    sendPasswordChanged: ({ to, atCounter }) => send(to, (atCounter ? composeAccessReplaced : composePasswordChanged)(publicUrl)),
    sendPasskeyChanged: ({ to, what }) => send(to, composePasskeyChanged(what, publicUrl)),
    sendInvitation: ({ to, inviter, code, days }) => send(to, composeInvitation(inviter, code, days, publicUrl)),
    sendOpening: ({ id, to, ...opening }) => post(to, composeOpening(opening, publicUrl), id),
    sendNotices: ({ id, to, notices }) => post(to, composeNotices(notices, publicUrl), id),
    sendToProfessionnel: ({ id, to, kind, dossier }) => post(to, composeToProfessionnel(kind, dossier, publicUrl), id),
    sendTrial: ({ to }) => send(to, composeTrial(publicUrl)),
    close: () => transport.close(),
  };
}
