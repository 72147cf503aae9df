/** Ends typing in a field: it hands over its text when it loses the focus. A cell of a grid is left to its grid. */
export function leaveField(): void {
  const focused = document.activeElement;
  const field = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement || focused instanceof HTMLSelectElement;
  if (field && !focused.closest("[data-grid]")) focused.blur();
}
