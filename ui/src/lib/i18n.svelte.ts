import { type Locale, locales, overwriteGetLocale } from "~/paraglide/runtime";

export { m } from "~/paraglide/messages";
export type { Locale };
export { locales };

class Language {
  locale = $state<Locale>("ru");
}

const language = new Language();

// Every message reads the state, so that a change of language repaints the screen without a reload.
overwriteGetLocale(() => language.locale);

/** The language of the screen; reading it in a component follows changes. */
export function locale(): Locale {
  return language.locale;
}

/** Switches the language of every text on the screen. */
export function showLanguage(next: Locale): void {
  language.locale = next;
  document.documentElement.lang = next;
}
