// The shapes of the reading view: the same as the JSON API's (contract, reading.ts), which this room may not import. The API's schema
// holds the two together: what is built here passes it, and a test says so.

export type Style = 'strong' | 'emphasis' | 'underline' | 'sub' | 'sup' | 'deleted';
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'styled'; style: Style; children: Inline[] }
  /** `#section-…` inside the view, https:, mailto: or tel:. */
  | { kind: 'link'; href: string; children: Inline[] }
  /** Where a note is written its text is there; where the note is called again `children` is empty and `id` names it. */
  | { kind: 'footnote'; id: string; children: Inline[] };

export type Alignment = 'left' | 'right' | 'center';
export interface TableCell {
  header: boolean;
  scope?: 'col' | 'row';
  colSpan?: number;
  rowSpan?: number;
  align?: Alignment;
  blocks: Block[];
}
export type Block =
  | { kind: 'paragraph'; caption?: Inline[]; children: Inline[] }
  | { kind: 'list'; ordered: boolean; caption?: Inline[]; items: { caption?: Inline[]; blocks: Block[] }[] }
  | { kind: 'table'; caption?: Inline[]; head: TableCell[][]; body: TableCell[][]; foot: TableCell[][] }
  | { kind: 'image'; media: number; mimeType: string; alt: string }
  | { kind: 'pdf'; media: number; title: string };

export interface ReadingSection {
  id: string;
  title: string;
  level: number;
  blocks: Block[];
  sections: ReadingSection[];
}
export interface HeaderFact {
  term: string;
  details: string[];
}
export interface ReadingView {
  title: string;
  header: HeaderFact[];
  blocks: Block[];
  sections: ReadingSection[];
  unreadable?: { mimeType: string };
}
export interface Media {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export const textBlock = (text: string): Block => ({ kind: 'paragraph', children: [{ kind: 'text', text }] });
