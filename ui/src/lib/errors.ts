import { errors } from "~/ipc/errors";
import { getLocale } from "~/paraglide/runtime";
import { formatDate, formatMoney } from "./format";
import type { AppError } from "./rpc";

/** An error as a person reads it. */
export interface ErrorWords {
  title: string;
  action: string;
  retryable: boolean;
}

/**
 * Puts parameters into a text: `{field}` becomes the parameter of that name, `{limit:money}` an amount in the currency that
 * `currency` names, `{day:date}` a day.
 */
export function fillIn(text: string, params: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)(?::(money|date))?\}/g, (whole, name: string, as?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (as === "date") return formatDate(value);
    return as === "money" && params.currency ? formatMoney(value, params.currency) : value;
  });
}

/** The words of an error in the language of the screen, with its code. */
export function wordsOf(error: AppError): ErrorWords {
  const entry = errors[error.code];
  if (!entry) return { title: error.message, action: "", retryable: true };
  const text = entry[getLocale()];
  return {
    title: `${fillIn(text.title, error.params)} (${error.code})`,
    action: fillIn(text.action, error.params),
    retryable: entry.retryable,
  };
}

/** The words that stand at a field: what is wrong, its code, and what would be right. */
export function fieldWords(error: AppError): string {
  const { title, action } = wordsOf(error);
  return action ? `${title}. ${action}` : title;
}
