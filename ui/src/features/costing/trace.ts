import { originWords } from "~/features/terms/fields";
import type { Trace, TraceOperand, TraceStep, TraceUnit } from "~/ipc/types";
import { type Decimal, formatDecimal, NBSP, roundedForDisplay, shiftPoint } from "~/lib/decimal";
import { formatMoney, formatPercent, sentence } from "~/lib/format";
import { type Locale, m } from "~/lib/i18n.svelte";
import { FORMULAS, nameOf, type Part, partOf, roundedTo } from "./trace-words";

/** A number that went into a step, ready to be read. */
export interface ToldOperand {
  key: string;
  title: string;
  value: string;
  /** A value that is inherited, or that somebody set in place of an inherited one; none where neither is possible. */
  origin: "own" | "inherited" | null;
  /** The same in words. */
  from: string;
}

/** A step, ready to be read. */
export interface ToldStep {
  name: string;
  title: string;
  formula: string;
  value: string;
  operands: ToldOperand[];
}

/** Steps that lead to one thing. */
export interface ToldPart {
  part: Part;
  steps: ToldStep[];
}

/** More digits say nothing to a person; the core computes with all of them. */
const MONEY_PLACES = 4;
const RATE_PLACES = 6;

function written(value: Decimal, unit: TraceUnit, currency: string, quoted: string, locale: Locale): string {
  switch (unit) {
    case "money":
      return formatMoney(roundedForDisplay(value, MONEY_PLACES), currency, locale);
    case "share":
      return formatPercent(roundedForDisplay(shiftPoint(value, 2), MONEY_PLACES), locale);
    case "exchange":
      return `1${NBSP}${currency} = ${formatDecimal(roundedForDisplay(value, RATE_PLACES), locale)}${NBSP}${quoted}`;
    case "days":
      return `${formatDecimal(value, locale)}${NBSP}${m.unit_days()}`;
    case "kilograms":
      return `${formatDecimal(value, locale)}${NBSP}${m.unit_kg()}`;
    case "quantity":
      return formatDecimal(value, locale);
  }
}

/** The key of the name: the price of the supplier and an amount of the whole quote share theirs with a step. */
function keyOf({ name, origin }: TraceOperand): string {
  if (origin === "total") return `quote.${name}`;
  return origin === "line" && name === "unit_price" ? "purchase_price" : name;
}

type Inherited = Pick<ToldOperand, "origin" | "from">;
const NEITHER: Inherited = { origin: null, from: "" };

function originOf({ origin, term }: TraceOperand): Inherited {
  switch (origin) {
    case "overridden":
      return { origin: "own", from: m.trace_own_line() };
    case "table":
      return { origin: "inherited", from: m.trace_from_table() };
    case "inherited":
      return { origin: "inherited", from: term === null || term === "quote" ? m.trace_from_quote() : originWords(term, "quote") };
    case "quote":
      return term === null ? NEITHER : { origin: term === "quote" ? "own" : "inherited", from: originWords(term, "quote") };
    default:
      return NEITHER;
  }
}

/** A name inside a list: `Cost` is `cost`, `VAT` stays. */
function within(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** The rule of a step; some steps have another one in another kind of quote. */
function ruleOf(step: TraceStep, { currency, policy }: Trace): string {
  const has = (name: string) => step.operands.some((operand) => operand.name === name);
  const onPurchase = ["markup_amount", "price_before_reserves"].includes(step.name) && has("purchase");
  const key = has("sale_price") ? "fixed_price" : has("lines") ? "value_share_equal" : onPurchase ? `${step.name}_transit` : step.name;
  const rule = (policy === "reference" ? FORMULAS[`${key}_reference`] : undefined) ?? FORMULAS[key];
  return rule?.({ rounded: roundedTo(currency), shared: policy === "invoice" ? m.rule_shared() : "" }) ?? "";
}

function tellStep(step: TraceStep, trace: Trace, locale: Locale): ToldStep {
  return {
    name: step.name,
    title: sentence(nameOf(step.name)),
    formula: ruleOf(step, trace),
    value: written(step.value, step.unit, step.currency ?? trace.currency, trace.currency, locale),
    operands: step.operands.map((operand) => ({
      key: keyOf(operand),
      title: operand.title?.trim() || within(nameOf(keyOf(operand))),
      value: written(operand.value, operand.unit, operand.currency ?? trace.currency, trace.currency, locale),
      ...originOf(operand),
    })),
  };
}

/** How a price arose, part by part, in the language of the screen; last what the line bears its shares of. */
export function tell(trace: Trace, locale: Locale): ToldPart[] {
  const ready = (steps: TraceStep[]) => steps.map((step) => tellStep(step, trace, locale));
  const own = ready(trace.steps);
  const parts: Part[] = ["purchase", "cost", "price", "sum"];
  const all = parts.map((part) => ({ part, steps: own.filter(({ name }) => partOf(name) === part) }));
  return [...all, { part: "quote" as const, steps: ready(trace.quote) }].filter(({ steps }) => steps.length > 0);
}

/** The same as text: a step to a line, what went into it indented below. Tabs make columns in a spreadsheet. */
export function traceText(heading: string, parts: readonly ToldPart[]): string {
  const lines = parts.flatMap(({ steps }) =>
    steps.flatMap((step) => [
      `${step.title}\t${step.value}\t${step.formula}`,
      ...step.operands.map(({ title, value, from }) => `    ${title}\t${value}${from ? `\t${from}` : ""}`),
    ]),
  );
  return [heading, ...lines].join("\n");
}

/** What a line is called over its derivation. */
export function traceHeading({ article, name }: { article: string; name: string }): string {
  return [article, name].filter(Boolean).join(" · ");
}
