import type { QuoteSession } from "./session.svelte";

const HEADER = '[data-testid="customer-combobox"]:not(:disabled)';
const ACTIONS = '[data-testid="export-pdf"]';

const find = (selector: string) => document.querySelector<HTMLElement>(selector);

/** Leads the focus round the parts of the page: the lines, the panel beside them where one is open, the header. */
export function lead(session: QuoteSession, direction: 1 | -1): void {
  const panel = find("main aside");
  const parts = [
    { holds: (focused: Element) => focused.closest("[data-grid]") !== null, enter: () => session.grid.focus() },
    ...(panel ? [{ holds: (focused: Element) => panel.contains(focused), enter: () => panel.focus() }] : []),
    { holds: () => true, enter: () => (find(HEADER) ?? find(ACTIONS))?.focus() },
  ];
  const here = parts.findIndex(({ holds }) => holds(document.activeElement ?? document.body));
  parts.at((here + direction) % parts.length)?.enter();
}
