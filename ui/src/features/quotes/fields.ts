import { tick } from "svelte";

/** Ends typing in a field of the header: it saves its text when it loses the focus. */
export function leaveField(): void {
  const focused = document.activeElement;
  const field = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement || focused instanceof HTMLSelectElement;
  if (field && !focused.closest("[role=grid]")) focused.blur();
}

/** The first field of the header whose text was refused. */
export async function refusedField(): Promise<HTMLElement | null> {
  await tick();
  return document.querySelector<HTMLElement>('[data-testid="quote-fields"] :is(input, textarea, select)[aria-invalid="true"]');
}
