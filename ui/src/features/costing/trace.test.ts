import { expect, test } from "vitest";
import type { Trace, TraceOperand, TraceOrigin, TraceStep } from "~/ipc/types";
import { tell, traceText } from "./trace";
import { FORMULAS, nameOf } from "./trace-words";

const operand = (name: string, value: string, rest: Partial<TraceOperand> = {}): TraceOperand => ({
  name,
  title: null,
  value,
  unit: "money",
  currency: "RUB",
  origin: "step",
  term: null,
  ...rest,
});

const trace: Trace = {
  line_id: "a",
  currency: "RUB",
  policy: "invoice",
  as_kept: true,
  steps: [
    {
      name: "purchase",
      value: "13000",
      unit: "money",
      currency: "RUB",
      operands: [
        operand("unit_price", "100", { currency: "CNY", origin: "line" }),
        operand("supplier_vat", "0.13", { unit: "share", currency: null, origin: "table" }),
        operand("rates", "13.1234567", { unit: "exchange", currency: "CNY", origin: "quote" }),
        operand("quantity", "10", { unit: "quantity", currency: null, origin: "line" }),
      ],
    },
    {
      name: "markup_amount",
      value: "3250.123456",
      unit: "money",
      currency: "RUB",
      operands: [operand("cost", "13000"), operand("markup", "0.25", { unit: "share", currency: null, origin: "inherited" })],
    },
    { name: "forex_reserve", value: "1", unit: "money", currency: "RUB", operands: [operand("terms.forex_reserve_rate", "0.03", { unit: "share", currency: null, origin: "quote", term: "organisation" })] },
    { name: "net", value: "16250", unit: "money", currency: "RUB", operands: [] },
  ],
  quote: [],
};

test("each step has a name, a rule in words, and its numbers with their units", () => {
  const parts = tell(trace, "ru");
  expect(parts.map(({ part }) => part)).toEqual(["purchase", "price", "sum"]);
  const [purchase] = parts[0]?.steps ?? [];
  expect(purchase?.value).toBe("13\u00a0000,00\u00a0₽");
  expect(purchase?.operands.map(({ title, value }) => `${title}: ${value}`)).toEqual([
    "цена закупки: 100,00\u00a0¥",
    "НДС поставщика: 13\u00a0%",
    "курс: 1\u00a0CNY = 13,123457\u00a0RUB",
    "количество: 10",
  ]);
  expect(parts[1]?.steps[0]).toMatchObject({ value: "3\u00a0250,1235\u00a0₽", formula: "себестоимость × наценка, до копейки" });
});

test("what is inherited is told from what was set", () => {
  const [first, price] = tell(trace, "ru");
  expect(first?.steps[0]?.operands.map(({ origin }) => origin)).toEqual([null, "inherited", null, null]);
  expect(price?.steps[0]?.operands[1]).toMatchObject({ origin: "inherited", from: "Унаследовано: из предложения" });
  expect(price?.steps[1]?.operands[0]).toMatchObject({ origin: "inherited", from: "Из настроек организации" });
  const one = (origin: TraceOrigin, term: TraceOperand["term"] = null) => {
    const step: TraceStep = { name: "purchase", value: "1", unit: "money", currency: "RUB", operands: [operand("supplier_vat", "0.13", { unit: "share", currency: null, origin, term })] };
    return tell({ ...trace, steps: [step] }, "ru")[0]?.steps[0]?.operands[0];
  };
  expect(one("overridden")).toMatchObject({ origin: "own", from: "Задано в строке" });
  expect(one("table")).toMatchObject({ origin: "inherited", from: "Унаследовано: по стране поставщика" });
  expect(one("inherited", "quote")).toMatchObject({ origin: "inherited", from: "Унаследовано: из предложения" });
  expect(one("inherited", "organisation")).toMatchObject({ origin: "inherited", from: "Из настроек организации" });
  expect(one("quote", "quote")).toMatchObject({ origin: "own", from: "Задано в этом предложении" });
  expect(one("quote")).toMatchObject({ origin: null, from: "" });
});

test("a cost block is told by the name a person gave it", () => {
  const block = (title: string | null) => operand("cost_block", "1500", { currency: "USD", origin: "quote", title });
  const quote: TraceStep[] = [{ name: "quote.freight_to_border", value: "1", unit: "money", currency: "RUB", operands: [block("Фрахт до границы"), block(" "), block(null)] }];
  const parts = tell({ ...trace, quote }, "ru");
  expect(parts.at(-1)?.steps[0]?.operands.map(({ title }) => title)).toEqual(["Фрахт до границы", "расход поставки", "расход поставки"]);
  expect(traceText("A", parts)).toContain("    Фрахт до границы\t1\u00a0500,00\u00a0$");
});

test("a markup on the purchase is told as such, and a typed price too", () => {
  const step = (name: string, input: TraceOperand) => tell({ ...trace, steps: [{ name, value: "1", unit: "money", currency: "RUB", operands: [input] }] }, "ru")[0]?.steps[0]?.formula;
  expect(step("markup_amount", operand("purchase", "1"))).toBe("закупка × наценка, до копейки");
  expect(step("unit_price", operand("sale_price", "1", { origin: "line" }))).toBe("введённая цена, до копейки");
});

test("rounding is told of the currency, and the spreadsheet has rules of its own", () => {
  const rule = (name: string, currency: string, policy: Trace["policy"]) =>
    tell({ ...trace, currency, steps: [{ name, value: "1", unit: "money", currency, operands: [] }], policy }, "ru")[0]?.steps[0]?.formula;
  expect(rule("internal_unit", "RUB", "invoice")).toMatch(/до копейки$/);
  expect(rule("internal_unit", "EUR", "invoice")).toMatch(/с округлением до сотых$/);
  expect(rule("internal_unit", "JPY", "invoice")).toMatch(/с округлением до целых$/);
  expect(rule("financing", "RUB", "invoice")).toMatch(/разложено без остатка$/);
  expect(rule("financing", "RUB", "reference")).toMatch(/по стоимости$/);
  expect(rule("vat", "RUB", "invoice")).toBe("сумма без НДС × ставка, до копейки");
  expect(rule("vat", "RUB", "reference")).toBe("сумма с НДС − сумма без НДС");
  expect(rule("cost", "RUB", "reference")).toBe(rule("cost", "RUB", "invoice"));
});

test("the text has a step to a line, with tabs between name, value and rule", () => {
  const text = traceText("CN-1 · Насос", tell(trace, "ru"));
  expect(text.split("\n")[0]).toBe("CN-1 · Насос");
  expect(text).toContain("Наценка, сумма\t3\u00a0250,1235\u00a0₽\tсебестоимость × наценка, до копейки\n    себестоимость\t");
});

test("what the line bears a share of is told after it, and copied with it", () => {
  const quote: TraceStep[] = [
    {
      name: "quote.supplier_gap_interest",
      value: "120.55",
      unit: "money",
      currency: "RUB",
      operands: [
        operand("quote.supplier_gap", "2000"),
        operand("terms.loan_rate", "0.25", { unit: "share", currency: null, origin: "quote" }),
        operand("terms.delivery_days", "88", { unit: "days", currency: null, origin: "quote" }),
      ],
    },
    { name: "quote.financing_cost", value: "120.55", unit: "money", currency: "RUB", operands: [operand("quote.supplier_gap_interest", "120.55")] },
  ];
  const parts = tell({ ...trace, quote }, "ru");
  expect(parts.map(({ part }) => part)).toEqual(["purchase", "price", "sum", "quote"]);
  const [interest, cost] = parts[3]?.steps ?? [];
  expect(interest).toMatchObject({ title: "Проценты до поставки", formula: "сумма × ставка кредита ÷ 365 × дни", value: "120,55\u00a0₽" });
  expect(interest?.operands.map(({ title, value }) => `${title}: ${value}`)).toEqual(["не хватает на аванс поставщикам: 2\u00a0000,00\u00a0₽", "ставка кредита, годовых: 25\u00a0%", "срок поставки: 88\u00a0дн."]);
  expect(cost?.title).toBe("Финансирование, вся поставка");
  expect(traceText("A", parts)).toContain("\nПроценты до поставки\t120,55");
});

test("shares of nothing bought are told as equal", () => {
  const share: TraceStep = { name: "value_share", value: "0.25", unit: "share", currency: null, operands: [operand("lines", "4", { unit: "quantity", currency: null, origin: "total" })] };
  const [part] = tell({ ...trace, steps: [share] }, "ru");
  expect(part?.steps[0]).toMatchObject({ formula: "закупки нет: 1 ÷ число строк", value: "25\u00a0%" });
  expect(part?.steps[0]?.operands[0]).toMatchObject({ title: "число строк", value: "4" });
});

test("every step of the calculation has a rule in words", () => {
  const steps = ["purchase", "value_share", "split_share", "internal_unit", "internal_total", "freight_to_border", "freight_after_border", "duty", "excise", "supplier_payable", "import_vat", "financing", "deferral", "cost", "markup_amount", "price_before_reserves", "agent_fee", "commission", "forex_reserve", "unit_price", "gross_price", "line_discount", "header_discount", "net", "vat", "gross", "unit_gross", "vat_payable"];
  const whole = ["insurance", "freight_to_border", "supplier_outlay", "total_outlay", "revenue_estimate", "client_advance", "supplier_gap", "operations_gap", "supplier_gap_interest", "operations_gap_interest", "financing_cost", "receivable_gap", "deferral_cost"];
  const all = [...steps, ...whole.map((name) => `quote.${name}`)];
  expect(all.filter((step) => !FORMULAS[step] || nameOf(step) === step)).toEqual([]);
});
