// Small pieces every store writes its SQL with: numbered parameters, and pages that continue where the last one ended.

import type { Instant } from '@carnet/domain/kernel';
import { instantOf } from '@carnet/domain/kernel';

/** Collects the values of a statement while its text is written: `add` gives the placeholder. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(
      typeof value === 'string' ? storable(value) : Array.isArray(value) ? value.map((one: unknown) => (typeof one === 'string' ? storable(one) : one)) : value,
    );
    return `$${this.values.length}`;
  }
}

/** PostgreSQL's text holds neither U+0000 nor half a surrogate pair; what a hostile caller sends may. It then matches nothing. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isUuid = (text: string): boolean => uuidShape.test(text);

/** Where a page ended: the sort key of its last row. */
export interface Position {
  readonly at: Instant;
  readonly id: string;
}
const positionShape = /^(-?\d{1,16})\.([0-9a-f-]{1,36})$/;

export const toCursor = (order: string, { at, id }: Position): string => Buffer.from(`${order}.${at}.${id}`).toString('base64url');

/** Undefined: not a cursor of this list in this order; such a cursor designates no position, and its page is empty. */
export function fromCursor(order: string, cursor: string): Position | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const parts = text.startsWith(`${order}.`) ? positionShape.exec(text.slice(order.length + 1)) : null;
  const at = Number(parts?.[1]);
  // 8.64e15 ms is the last moment a Date can say.
  return parts === null || Math.abs(at) > 8.64e15 || !uuidShape.test(parts[2]!) ? undefined : { at: instantOf(at), id: parts[2]! };
}
