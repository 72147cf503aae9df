import { Key } from "selenium-webdriver";
import { expect } from "vitest";
import { journey } from "./harness/journey";
import { Oferta } from "./harness/oferta";
import { cell, firstStart } from "./harness/steps";
import { until } from "./harness/until";

const ROWS = 6;
const lines = Array.from({ length: ROWS }, (_, at) => ({
  article: `00-${at}`,
  name: `Кран шаровой 1/2" № ${at}`,
  unit: "шт",
  quantity: "1",
  unit_price: "1234.50",
}));

interface View {
  quote: { id: string };
  lines: { quantity: string }[];
}

journey("a power failure while typing loses nothing that was saved", {}, async (desktop) => {
  const first = await Oferta.open(desktop);
  await firstStart(first);
  const made = (await first.call("quote.create", { title: "Котельная" })) as View;
  const { id } = made.quote;
  await first.call("quote.edit", { id, edits: [{ edit: "insert", after: null, lines }] });
  await first.page.executeScript("location.hash = arguments[0]", `#/quotes/${id}`);
  await first.find("[data-testid=quote-grid]");

  // Five saved values one after another, and a sixth that is still being typed.
  await first.click(cell(0, "quantity"));
  for (let row = 0; row < ROWS - 1; row += 1) {
    await first.type(`${row + 11}`);
    await first.press(Key.ENTER);
  }
  await first.sees("15", cell(ROWS - 2, "quantity"));
  await first.type("77");
  await first.find("[data-testid=cell-editor]");
  await until("the text in the cell is kept", async () => {
    const { drafts } = (await first.call("draft.list", { prefix: "quote_line/" })) as { drafts: { text: string }[] };
    return drafts.some((draft) => draft.text === "77");
  });
  await first.shoot("power-failure-1-typing");
  await first.crash();

  const second = await Oferta.open(desktop);
  await second.find("[data-testid=quote-grid]");
  const view = (await second.call("quote.get", { id })) as View;
  expect(view.lines.map((line) => line.quantity)).toEqual(["11", "12", "13", "14", "15", "1"]);
  await second.sees("77", cell(ROWS - 1, "quantity"));
  await second.shoot("power-failure-2-reopened");
  await second.click(cell(ROWS - 1, "quantity"));
  await second.press(Key.F2);
  await second.press(Key.ENTER);
  await until("the text is saved", async () => {
    const saved = (await second.call("quote.get", { id })) as View;
    return saved.lines[ROWS - 1]?.quantity === "77";
  });
  await second.quit();
});
