// The entry that carries the signature of a submission set (docs/sources.md §2.2): an ExtrinsicObject of a class of its own, whose content is a
// XAdES. It is no medical document: whoever reads a set sets it apart before the others are looked at.

import type { RegistryObject } from './registry-object.ts';
import { entrySchemes } from './vocabulary.ts';

export const signatureClass = 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1';
/** ASTM E1762, electronic signature. */
export const signatureType = 'E1762';

const codeUnder = (object: RegistryObject, scheme: string): string | undefined =>
  object
    .children('Classification')
    .find((child) => child.attr('classificationScheme')?.value.toLowerCase() === scheme)
    ?.attr('nodeRepresentation')
    ?.value.trim();

/** By its class or its type: either keeps it out of the documents, and the other must then agree. */
export function isSignatureEntry(object: RegistryObject): boolean {
  return codeUnder(object, entrySchemes.classCode) === signatureClass || codeUnder(object, entrySchemes.typeCode) === signatureType;
}

export function refuseHalfSignature(object: RegistryObject): void {
  for (const [name, code] of [
    ['classCode', signatureClass],
    ['typeCode', signatureType],
  ] as const) {
    const given = codeUnder(object, entrySchemes[name]);
    if (given !== code) object.fault(name, 'VALEUR_INATTENDUE', given, code);
  }
}
