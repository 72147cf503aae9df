import { appearance, changeSettings, type Theme, ZOOMS } from "./appearance.svelte";
import { report } from "./failures.svelte";
import { moveHistory } from "./history.svelte";
import { go } from "./router.svelte";

const THEMES: readonly Theme[] = ["system", "light", "dark", "contrast"];

function change(part: Parameters<typeof changeSettings>[0]): void {
  changeSettings(part).catch((thrown: unknown) => report(thrown));
}

function zoomBy(step: 1 | -1): void {
  const at = ZOOMS.findIndex((zoom) => zoom >= appearance.zoom);
  const zoom = ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at + step))];
  if (zoom) change({ zoom });
}

/** The commands that work on every page of the open store. */
export const frameCommands: Readonly<Record<string, () => void>> = {
  "history.undo": () => void moveHistory("undo"),
  "history.redo": () => void moveHistory("redo"),
  "go.quotes": () => go("quotes"),
  "go.customers": () => go("customers"),
  "go.products": () => go("products"),
  "go.rates": () => go("rates"),
  "go.suppliers": () => go("suppliers"),
  "go.import": () => go("import"),
  "go.bin": () => go("bin"),
  "go.settings": () => go("settings"),
  "go.back": () => window.history.back(),
  "quote.new": () => go("quotes", "new"),
  "customer.new": () => go("customers", "new"),
  "product.new": () => go("products", "new"),
  "supplier.new": () => go("suppliers", "new"),
  "theme.next": () => {
    const theme = THEMES[(THEMES.indexOf(appearance.theme) + 1) % THEMES.length];
    if (theme) change({ theme });
  },
  "language.switch": () => change({ language: appearance.language === "ru" ? "en" : "ru" }),
  "density.switch": () => change({ density: appearance.density === "compact" ? "comfortable" : "compact" }),
  "zoom.in": () => zoomBy(1),
  "zoom.out": () => zoomBy(-1),
  "zoom.reset": () => change({ zoom: 100 }),
};
