const SCALE = 10_000n;

/**
 * Markup on cost as a margin on price: `m ÷ (1 + m)`, to four decimals, half away from zero as the core rounds.
 * Both are fractions that are not negative.
 */
export function marginOf(markup: string): string {
  const [whole = "0", rest = ""] = markup.split(".");
  const unit = 10n ** BigInt(rest.length);
  const part = BigInt(whole + rest);
  const scaled = (2n * part * SCALE + (unit + part)) / (2n * (unit + part));
  const digits = scaled.toString().padStart(5, "0");
  const fraction = digits.slice(-4).replace(/0+$/, "");
  return fraction ? `${digits.slice(0, -4)}.${fraction}` : digits.slice(0, -4);
}
