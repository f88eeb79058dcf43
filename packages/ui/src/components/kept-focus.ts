// The focus is never dropped. Where what held it goes away (a line that is deleted, a button whose act is done, what opened a dialog), what took its place
// gets it, or the line beside, or the heading it stood under: who reads by the keyboard or listens goes on from there. It never takes the focus from anything.

import { leadToFaults } from './led-to-faults.ts';

interface Step {
  readonly holder: Element;
  readonly previous: Element | null;
  readonly next: Element | null;
}
interface Held {
  readonly element: HTMLElement;
  /** From the element up to the page: who held it, and between what it stood there. */
  readonly steps: readonly Step[];
}

const headings = 'h1, h2, h3, h4';
const controls = ':is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled, [type="hidden"])';
const lines = 'li, tr, [role="row"], [role="listitem"]';
/** Where it is kept: a page, and the bar that reads it aloud. */
const places = '.shell, .aloud-bar';
/** Dialogs, menus and lists keep the focus themselves, and give it back. */
const windows = '.veil, .popover';

function heldBy(element: HTMLElement): Held {
  const steps: Step[] = [];
  for (let one: Element = element; one.parentElement !== null && one.id !== 'contenu'; one = one.parentElement)
    steps.push({ holder: one.parentElement, previous: one.previousElementSibling, next: one.nextElementSibling });
  return { element, steps };
}

const isSeen = (one: Element): one is HTMLElement => one instanceof HTMLElement && one.checkVisibility({ visibilityProperty: true });
const holds = (element: HTMLElement): boolean => element.isConnected && isSeen(element) && !element.matches(':disabled');
const first = (within: Element, selector: string): HTMLElement | undefined => [...within.querySelectorAll(selector)].find(isSeen);

/** What stands now where it stood. */
function newcomer({ holder, previous, next }: Step): Element | undefined {
  const there = previous?.parentElement === holder ? previous.nextElementSibling : previous === null ? holder.firstElementChild : next?.previousElementSibling;
  return there === null || there === undefined || there === next || there === previous ? undefined : there;
}

function placeNear({ element, steps }: Held): HTMLElement | undefined {
  const content = document.querySelector<HTMLElement>('#contenu') ?? undefined;
  const step = steps.find(({ holder }) => holder.isConnected && isSeen(holder));
  // The whole page that it was in is another.
  if (step === undefined) return content;
  // It is there still, and may no more be pressed: another control of its group, past what holds a picture’s word.
  const group = steps.find(({ holder }) => isSeen(holder) && !holder.matches('.icon-button-holder'));
  if (element.isConnected && group !== undefined) {
    const other = first(group.holder, controls);
    if (other !== undefined) return other;
  }
  const instead = newcomer(step);
  if (instead !== undefined && isSeen(instead)) {
    // A whole page took its place: its top bar and its skip link come before what it says.
    const page = instead.querySelector<HTMLElement>('#contenu');
    if (page !== null) return page;
    const taken = instead.matches(controls) ? instead : (first(instead, `${headings}, .notice-title`) ?? first(instead, controls));
    if (taken !== undefined) return taken;
  }
  const line = [step.next, step.previous].find((one): one is HTMLElement => one !== null && one.isConnected && one.matches(lines) && isSeen(one));
  if (line !== undefined) return line;
  for (let around: Element | null = step.holder; around !== null && around.id !== 'contenu'; around = around.parentElement) {
    const heading = first(around, headings);
    if (heading !== undefined) return heading;
  }
  return content;
}

function giveFocus(place: HTMLElement): void {
  if (!place.matches(controls) && !place.hasAttribute('tabindex')) {
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  }
  // A page that changes is scrolled by whoever changed it.
  place.focus({ preventScroll: place.id === 'contenu' });
}

let isKept = false;

/** Once a page is there; again is the same. */
export function keepFocus(): void {
  if (isKept) return;
  isKept = true;
  leadToFaults();
  let held: Held | undefined;
  let awaited = false;
  const look = (): void => {
    awaited = false;
    const nobody = document.activeElement === null || document.activeElement === document.body;
    if (held === undefined || !nobody || document.querySelector(windows) !== null) return;
    const place = holds(held.element) ? held.element : placeNear(held);
    // Nothing is there yet: with what comes.
    if (place === undefined) return;
    held = undefined;
    giveFocus(place);
  };
  /** Whoever gives the focus back does it by the next frame. */
  const lookSoon = (): void => {
    if (awaited) return;
    awaited = true;
    requestAnimationFrame(() => requestAnimationFrame(look));
  };
  const take = (target: EventTarget | null): void => {
    if (target instanceof HTMLElement && target.closest(places) !== null) held = heldBy(target);
  };
  // It may have been given before this came.
  take(document.activeElement);
  document.addEventListener('focusin', ({ target }) => take(target));
  // Who presses elsewhere lets it go.
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Element && target.closest(places) !== null && held?.element.contains(target) === false) held = undefined;
  });
  new MutationObserver(lookSoon).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'hidden'] });
}
