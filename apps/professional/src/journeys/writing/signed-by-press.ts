// A document is signed by a press on its button and by nothing else: browsers send a form at Enter in any of its fields, where programs of care go on
// to the next one, or add a line.

import type { KeyboardEvent } from 'react';

export function keepsEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}
