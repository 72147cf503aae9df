import { tick } from "svelte";

/** Ends typing in a field of the header: it saves its text when it loses the focus. */
export function leaveField(): void {
  const focused = document.activeElement;
  const field = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement || focused instanceof HTMLSelectElement;
  if (field && !focused.closest("[data-grid]")) focused.blur();
}

/** The first field of the header or of the costing whose text was refused. */
export async function refusedField(): Promise<HTMLElement | null> {
  await tick();
  return document.querySelector<HTMLElement>(':is([data-testid="quote-fields"], [data-testid="costing"]) :is(input, textarea, select)[aria-invalid="true"]');
}
