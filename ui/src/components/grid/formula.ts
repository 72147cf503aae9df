import type { Decimal } from "~/lib/decimal";

/** The most digits after the point that a price or a quantity may have. */
export const MAX_SCALE = 6;

/** An exact fraction; the denominator is greater than zero. */
interface Fraction {
  n: bigint;
  d: bigint;
}

function literal(text: string): Fraction {
  const [whole = "", rest = ""] = text.replace(",", ".").split(".");
  return { n: BigInt(`${whole || "0"}${rest}`), d: 10n ** BigInt(rest.length) };
}

/** Writes a fraction with at most `MAX_SCALE` digits after the point, halves away from zero. */
function toDecimal({ n, d }: Fraction): Decimal {
  const scale = 10n ** BigInt(MAX_SCALE);
  const size = n < 0n ? -n : n;
  const scaled = (size * scale * 2n + d) / (d * 2n);
  const digits = scaled.toString().padStart(MAX_SCALE + 1, "0");
  const fraction = digits.slice(-MAX_SCALE).replace(/0+$/, "");
  const whole = digits.slice(0, -MAX_SCALE);
  const text = fraction ? `${whole}.${fraction}` : whole;
  return n < 0n && scaled !== 0n ? `-${text}` : text;
}

class FormulaFault extends Error {}

/** Reads `+ - * /`, signs, per cent and parentheses by descent. Every step keeps an exact fraction. */
class Reader {
  #at = 0;
  readonly #tokens: string[];

  constructor(text: string) {
    const tokens = text.match(/\d+(?:[.,]\d*)?|[.,]\d+|[-+*/()%]/g) ?? [];
    if (tokens.join("") !== text) throw new FormulaFault();
    this.#tokens = tokens;
  }

  #take(...wanted: string[]): string | null {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return null;
    this.#at += 1;
    return token;
  }

  all(): Fraction {
    const value = this.#sum();
    if (this.#at < this.#tokens.length) throw new FormulaFault();
    return value;
  }

  #sum(): Fraction {
    let left = this.#product();
    for (let sign = this.#take("+", "-"); sign; sign = this.#take("+", "-")) {
      const right = this.#product();
      const other = sign === "+" ? right.n : -right.n;
      left = { n: left.n * right.d + other * left.d, d: left.d * right.d };
    }
    return left;
  }

  #product(): Fraction {
    let left = this.#signed();
    for (let sign = this.#take("*", "/"); sign; sign = this.#take("*", "/")) {
      const right = this.#signed();
      if (sign === "/" && right.n === 0n) throw new FormulaFault();
      const by = sign === "*" ? right : right.n < 0n ? { n: -right.d, d: -right.n } : { n: right.d, d: right.n };
      left = { n: left.n * by.n, d: left.d * by.d };
    }
    return left;
  }

  #signed(): Fraction {
    const sign = this.#take("+", "-");
    if (sign) {
      const value = this.#signed();
      return sign === "-" ? { n: -value.n, d: value.d } : value;
    }
    let value = this.#single();
    // As in a spreadsheet, the sign divides what stands before it by a hundred.
    while (this.#take("%")) value = { n: value.n, d: value.d * 100n };
    return value;
  }

  #single(): Fraction {
    if (this.#take("(")) {
      const value = this.#sum();
      if (!this.#take(")")) throw new FormulaFault();
      return value;
    }
    const token = this.#tokens[this.#at];
    if (token === undefined || !/[\d.,]/.test(token)) throw new FormulaFault();
    this.#at += 1;
    return literal(token);
  }
}

/** The longest formula that is calculated, in characters. */
const MAX_LENGTH = 200;

/** Whether a text is meant as a formula. */
export function isFormula(text: string): boolean {
  return text.trimStart().startsWith("=");
}

/**
 * Calculates `=12*3,5` exactly: `+ - * /`, signs, parentheses, `%` for hundredths, comma or point before the fraction,
 * spaces anywhere.
 * The result has at most six digits after the point, halves away from zero. `null` when it cannot be read.
 */
export function evaluate(text: string): Decimal | null {
  const bare = text.replace(/[\s\u00a0\u2009\u202f]/g, "").replace(/[\u2212\u2013]/g, "-").replaceAll("×", "*").replaceAll("÷", "/");
  if (!bare.startsWith("=") || bare.length > MAX_LENGTH) return null;
  try {
    return toDecimal(new Reader(bare.slice(1)).all());
  } catch (thrown) {
    if (thrown instanceof FormulaFault) return null;
    throw thrown;
  }
}
