/** What is typed into or chosen from, in the order of the page. */
const FIELDS = ["input:not([type=hidden])", "select", "textarea", "[role=combobox]", "[role=listbox]", "[role=grid]"]
  .map((kind) => `${kind}:not(:disabled, [tabindex="-1"])`)
  .join(", ");

const inSight = (element: Element) => element.getClientRects().length > 0;

/** The first field of a dialog's body; of alternatives the chosen one. */
function firstField(body: HTMLElement): HTMLElement | null {
  const first = [...body.querySelectorAll<HTMLElement>(FIELDS)].find(inSight);
  if (!(first instanceof HTMLInputElement) || first.type !== "radio") return first ?? null;
  const group = [...body.querySelectorAll<HTMLInputElement>("input[type=radio]")].filter(({ name }) => name === first.name);
  return group.find(({ checked }) => checked) ?? first;
}

/**
 * Puts the focus where a dialog begins: what asks for it, else its first field, else its primary button, else a body
 * that is for reading. A field that comes later gets it when nothing else has it. Answers how to stop waiting for one.
 */
export function enterDialog(dialog: HTMLDialogElement, body: HTMLElement): () => void {
  if (dialog.querySelector("[autofocus]")) return () => undefined;
  const primary = () => dialog.querySelector<HTMLElement>("footer button.primary:not(:disabled)");
  const reading = body.tabIndex === 0 ? body : null;
  // The dialog itself holds the focus meanwhile: on its cross, Enter would close it.
  (firstField(body) ?? primary() ?? reading ?? dialog).focus({ preventScroll: true });
  if (document.activeElement !== dialog) return () => undefined;
  const watched = new MutationObserver(() => {
    if (document.activeElement === dialog) (firstField(body) ?? primary())?.focus({ preventScroll: true });
    if (document.activeElement !== dialog) watched.disconnect();
  });
  watched.observe(dialog, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
  return () => watched.disconnect();
}

/** Calls `changed` when something in the body of a dialog is typed, chosen or pressed. */
export function watchChanges(body: HTMLElement, changed: () => void): () => void {
  const pressed = ({ target }: Event) => {
    if (target instanceof Element && target.closest("button, [role=option]")) changed();
  };
  // A choice by key closes its list and goes no further: it is heard before that.
  const chosen = ({ key, target }: KeyboardEvent) => {
    if (key === "Enter" && target instanceof Element && target.closest("button, [role=combobox]")) changed();
  };
  body.addEventListener("input", changed);
  body.addEventListener("change", changed);
  body.addEventListener("pointerdown", pressed, true);
  body.addEventListener("keydown", chosen, true);
  return () => {
    body.removeEventListener("input", changed);
    body.removeEventListener("change", changed);
    body.removeEventListener("pointerdown", pressed, true);
    body.removeEventListener("keydown", chosen, true);
  };
}
