// What a story is: people, and what each does in turn through a door of Carnet, with what must be true after. Data, which `play.ts` plays.

import type { StoryName } from '@carnet/contract/wording';
import type { WrittenContent } from '@carnet/domain/feeding';
import type { AccessRefusalCode } from '@carnet/domain/kernel';
import type { TemplateName } from '@carnet/domain/terminology';
import type { Paper } from '../../../sandbox/region/papers.ts';

/** `document`, `documents`, `sees` and `misses` name documents by the step that deposited them. */
export type Act =
  /** Notes the person's agreement, for oneself or for one's team. App. */
  | { readonly does: 'agree'; readonly for: 'me' | 'my-structure' }
  /** Ends one's own authorisation: the care is over. App. */
  | { readonly does: 'leave' }
  /** Writes a document from a template, and deposits it. App. */
  | { readonly does: 'write'; readonly template: TemplateName; readonly content: Partial<WrittenContent> }
  /** Deposits what one's own software wrote. FHIR, ITI-105. */
  | { readonly does: 'deposit'; readonly paper: Paper }
  /** Finds the record's documents: these, and not those. FHIR, ITI-67. */
  | { readonly does: 'list'; readonly sees: readonly string[]; readonly misses: readonly string[] }
  /** Asks for the documents, and is refused by this rule. FHIR, ITI-67. */
  | { readonly does: 'is-refused'; readonly code: AccessRefusalCode }
  /** Reads one. App. */
  | { readonly does: 'read'; readonly document: string }
  /** Finds who somebody is by name, first names, sex and birth date. Téléservice INSi, SOAP. */
  | { readonly does: 'identify' }
  /** Opens the record by bris de glace and reads this document. App. */
  | { readonly does: 'break-glass'; readonly document: string }
  /** Its software asks to be told of what is new. FHIR, Subscription. */
  | { readonly does: 'subscribe' }
  /** Its software was told of exactly these, over HTTPS, signed. */
  | { readonly does: 'is-told'; readonly documents: readonly string[] }
  /** The person was told by e-mail of the emergency access. */
  | { readonly does: 'is-mailed' };

export interface Step {
  /** Its words are in the wording of stories. */
  readonly name: string;
  /** Key of a card; of nobody's where the person is told. */
  readonly by?: string;
  readonly act: Act;
}
/** A screen that proves it. */
export interface Screen {
  readonly name: string;
  /** Whose: a card, or the person, or who represents them. */
  readonly card?: string;
  readonly person?: string;
  /** The step whose document it opens; absent: the record. */
  readonly document?: string;
  readonly breaksGlass?: true;
}
export interface Story {
  readonly name: StoryName;
  /** Key of a patient of the sandbox. */
  readonly patient: string;
  readonly steps: readonly Step[];
  readonly screens: readonly Screen[];
}
