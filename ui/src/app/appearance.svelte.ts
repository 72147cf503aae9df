import type { Settings } from "~/ipc/types";
import { type Locale, showLanguage } from "~/lib/i18n.svelte";
import { call, type Request } from "~/lib/rpc";
import { platform } from "~/platform/current";

export type Theme = "system" | "light" | "dark" | "contrast";
export type Density = "comfortable" | "compact";

/** The zoom steps, in per cent. */
export const ZOOMS = [80, 90, 100, 110, 125, 150] as const;

/** How the screen looks and which keys do what, as the settings of this device say. */
class Appearance {
  language = $state<Locale>("ru");
  theme = $state<Theme>("system");
  density = $state<Density>("comfortable");
  zoom = $state(100);
  /** After how many days a row of the bin goes for good; 0 means never. */
  binDays = $state(30);
  keys = $state.raw<Readonly<Record<string, string>>>({});
  /** What screens remember for themselves, by name. */
  screens = $state.raw<Readonly<Record<string, string>>>({});
}

export const appearance = new Appearance();

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const contrast = window.matchMedia("(prefers-contrast: more)");

function paint(): void {
  const root = document.documentElement;
  const { theme } = appearance;
  const isDark = theme === "dark" || ((theme === "system" || theme === "contrast") && dark.matches);
  root.dataset.theme = isDark ? "dark" : "light";
  root.dataset.contrast = theme === "contrast" || contrast.matches ? "more" : "normal";
  root.dataset.density = appearance.density;
  root.style.setProperty("--zoom", String(appearance.zoom / 100));
  showLanguage(appearance.language);
}

dark.addEventListener("change", paint);
contrast.addEventListener("change", paint);

function isTheme(name: string): name is Theme {
  return ["system", "light", "dark", "contrast"].includes(name);
}

/** Shows the screen as the settings say; called with what the core sent. */
export function applySettings(settings: Settings): void {
  appearance.language = settings.language === "en" ? "en" : "ru";
  appearance.theme = isTheme(settings.theme) ? settings.theme : "system";
  appearance.density = settings.density === "compact" ? "compact" : "comfortable";
  appearance.zoom = settings.zoom >= 80 && settings.zoom <= 150 ? settings.zoom : 100;
  appearance.binDays = settings.bin_days;
  appearance.keys = settings.keys;
  appearance.screens = settings.screens;
  paint();
}

/** The look before the store is open: the language of the system, everything else by default. */
export function applySystem(): void {
  appearance.language = navigator.language.toLowerCase().startsWith("en") ? "en" : "ru";
  paint();
}

let storable = false;

/** From now on changes are kept: the store is open. */
export function keepChanges(): void {
  storable = true;
}

let last: Promise<unknown> = Promise.resolve();

/** Stores changes one after another: over the wire two of them may otherwise pass each other. */
function store(part: Request<"settings.set">): Promise<unknown> {
  const stored = last.then(() => call("settings.set", part));
  last = stored.catch(() => undefined);
  return stored;
}

/** Changes part of the look at once and keeps it in the settings of this device. */
export async function changeSettings(part: {
  language?: Locale;
  theme?: Theme;
  density?: Density;
  zoom?: number;
  keys?: Record<string, string>;
}): Promise<void> {
  Object.assign(appearance, part);
  paint();
  if (part.theme) await platform().setTheme(nativeTheme());
  if (storable) await store( part);
}

/** Changes how long rows stay in the bin. */
export async function changeBinDays(days: number): Promise<void> {
  appearance.binDays = days;
  await store({ bin_days: days });
}

/** The theme for the native title bar. */
export function nativeTheme(): "light" | "dark" | null {
  return appearance.theme === "light" || appearance.theme === "dark" ? appearance.theme : null;
}

/** What a screen remembered under this name, or an empty text. */
export function remembered(name: string): string {
  return appearance.screens[name] ?? "";
}

/** Keeps a text for a screen; an empty one is forgotten. */
export async function rememberScreen(name: string, text: string): Promise<void> {
  appearance.screens = { ...appearance.screens, [name]: text };
  await store( { screens: { [name]: text } });
}

/** Keeps the address that is open, to be restored at the next start. */
export async function rememberRoute(address: string): Promise<void> {
  await store( { route: address });
}
