// A form that was sent and refused, by the page or by the server, puts the focus on the first field at fault, whose error is then read with it. Never
// where the person has gone on meanwhile.

const faulty = ':is(input, textarea, select, button)[aria-invalid="true"], [aria-invalid="true"] input, .field:has(> .field-error) button';

interface Sent {
  readonly form: HTMLFormElement;
  /** What had the focus then. */
  readonly from: Element | null;
}

export function leadToFaults(): void {
  let sent: Sent | undefined;
  const look = (): void => {
    if (sent === undefined) return;
    const { form, from } = sent;
    const here = document.activeElement;
    if (!form.isConnected || (here !== from && here !== document.body)) {
      sent = undefined;
      return;
    }
    const fault = form.querySelector<HTMLElement>(faulty);
    if (fault === null) return;
    sent = undefined;
    // Of choices of which one is to be made, the one that is made: the others are no stop of the tabulation.
    (fault.closest('[aria-invalid="true"]')?.querySelector<HTMLElement>('input:checked') ?? fault).focus();
  };
  document.addEventListener('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement)) return;
    sent = { form: target, from: document.activeElement };
    // Once what is missing is told; what the server refuses comes later.
    requestAnimationFrame(() => requestAnimationFrame(look));
  });
  new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-invalid'] });
}
