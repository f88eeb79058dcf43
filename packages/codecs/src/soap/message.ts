// What a SOAP 1.2 message is once read, and what an answer is before it is written. Every codec of the door reads `body` and writes `body`;
// none of them knows of envelopes, of parts or of HTTP.

import type { Finding } from '@carnet/domain/kernel';
import type { Markup } from '../xml/write.ts';
import type { XmlElement } from 'libxml2-wasm';
import type { Prefix } from './namespaces.ts';

/** Bodies of the parts of a multipart/related message by their Content-ID, without brackets. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** The elements belong to one document that the door owns and disposes of: nobody keeps them after the answer. */
export interface SoapMessage {
  /** WS-Addressing 1.0 §3.2, then what HTTP and MIME call it: all of them are to mean the same. */
  readonly actions: readonly string[];
  /** Undefined: the message has no addressing. */
  readonly messageId?: string;
  readonly to?: string;
  /** `saml:Assertion` of `wsse:Security`; at most one. */
  readonly assertion?: XmlElement;
  /** The one child of `soap:Body`. */
  readonly body: XmlElement;
  readonly parts: Parts;
}

export interface SoapAnswer {
  readonly action: string;
  readonly body: Markup;
  /** Bytes the body refers to by `xop:Include`; with any, the answer is multipart (MTOM). Keys are Content-IDs without brackets. */
  readonly parts?: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly contentType: string }>;
}

/** SOAP 1.2 part 1, §5.4.6. */
export type FaultCode = 'Sender' | 'Receiver' | 'MustUnderstand' | 'VersionMismatch';
/** A qualified name under one of the prefixes of `namespaces`. */
export type Subcode = `${Prefix}:${string}`;

/** What could not be read, in the words of SOAP and WS-Addressing, and as findings. */
export interface Misread {
  readonly code: FaultCode;
  /** From the broadest: `wsa:InvalidAddressingHeader`, then `wsa:ActionMismatch`. */
  readonly subcodes: readonly Subcode[];
  readonly findings: readonly Finding[];
  /** WS-Addressing SOAP binding §6.4: which header, or which action. */
  readonly problem?: { readonly header: Subcode } | { readonly action: string };
  /** SOAP 1.2 part 1, §5.4.8. */
  readonly notUnderstood?: { readonly namespace: string; readonly name: string };
}
