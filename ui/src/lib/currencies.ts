/** The currencies offered in selects; the core accepts any ISO 4217 code. */
export const CURRENCIES = ["RUB", "USD", "EUR", "CNY", "KZT", "BYN", "GBP"] as const;

/** Options of a currency select; a code that is not in the list, but in the data, is added. */
export function currencyOptions(current?: string | null): { value: string; label: string }[] {
  const codes: string[] = [...CURRENCIES];
  if (current && !codes.includes(current)) codes.push(current);
  return codes.map((code) => ({ value: code, label: code }));
}
