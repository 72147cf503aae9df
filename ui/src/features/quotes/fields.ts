import { tick } from "svelte";

/** The first field of the header or of the costing whose text was refused. */
export async function refusedField(): Promise<HTMLElement | null> {
  await tick();
  return document.querySelector<HTMLElement>(':is([data-testid="quote-fields"], [data-testid="costing"]) :is(input, textarea, select)[aria-invalid="true"]');
}
