// The entry that carries the signature of a submission set (docs/sources.md §2.2): an ExtrinsicObject of a class of its own, whose content is a
// XAdES. It is no medical document: whoever reads a set sets it apart before the others are looked at.

import { lotSignatureClass, lotSignatureType } from '@carnet/domain/terminology';
import type { RegistryObject } from './registry-object.ts';
import { entrySchemes } from './vocabulary.ts';

const codeUnder = (object: RegistryObject, scheme: string): string | undefined =>
  object
    .children('Classification')
    .find((child) => child.attr('classificationScheme')?.value.toLowerCase() === scheme)
    ?.attr('nodeRepresentation')
    ?.value.trim();

/** By its class or its type: either keeps it out of the documents, and the other must then agree. */
export function isSignatureEntry(object: RegistryObject): boolean {
  return codeUnder(object, entrySchemes.classCode) === lotSignatureClass || codeUnder(object, entrySchemes.typeCode) === lotSignatureType;
}

export function refuseHalfSignature(object: RegistryObject): void {
  for (const [name, code] of [
    ['classCode', lotSignatureClass],
    ['typeCode', lotSignatureType],
  ] as const) {
    const given = codeUnder(object, entrySchemes[name]);
    if (given !== code) object.fault(name, 'VALEUR_INATTENDUE', given, code);
  }
}
