// How the CDA codec reaches elements: HL7 v3 only. Every other namespace in a document (sdtc, pharmacy, DICOM) is stepped over.

import { lastingReaderOf } from '../xml/tree.ts';

export const hl7Namespace = 'urn:hl7-org:v3';
export const hl7 = lastingReaderOf(hl7Namespace);

/** Text as people read it: white space folded. */
export const folded = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
