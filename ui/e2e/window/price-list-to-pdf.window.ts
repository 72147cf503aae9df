import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Key } from "selenium-webdriver";
import { expect } from "vitest";
import { journey } from "./harness/journey";
import { Oferta, priceLists } from "./harness/oferta";
import { cell, firstStart } from "./harness/steps";
import { until } from "./harness/until";

const CUSTOMER = "ООО «Северная верфь»";
const TITLE = "Арматура для котельной";

/** Spaces of any kind count as one: a PDF breaks lines and groups digits in its own way. */
const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

journey("a supplier's price list becomes a quote and a PDF", {}, async (desktop) => {
  const file = join(desktop.documentsDir, "armatek-stock.xlsx");
  copyFileSync(join(priceLists, "armatek-stock.xlsx"), file);
  const oferta = await Oferta.open(desktop);
  await firstStart(oferta);

  await oferta.click("[data-testid=nav-products]");
  await oferta.click("[data-testid=product-import]");
  await oferta.click("[data-testid=import-file]");
  await desktop.chooseFile(file);
  await oferta.find("[data-testid=import-mapping]");
  await oferta.fill("[data-testid=import-supplier]", "Арматек");
  await oferta.press(Key.ENTER);
  await oferta.shoot("price-list-to-pdf-1-mapping");
  await oferta.click("[data-testid=import-run]");
  await oferta.find("[data-testid=import-report]");
  await oferta.shoot("price-list-to-pdf-2-report");
  await oferta.click("[data-testid=import-show-products]");
  await oferta.find("[data-testid=products]");
  await oferta.shoot("price-list-to-pdf-3-products");

  await oferta.click("[data-testid=nav-quotes]");
  await oferta.click("[data-testid=quote-new]");
  await oferta.fill("[data-testid=new-quote] [data-testid=customer-combobox]", CUSTOMER);
  await oferta.press(Key.ENTER);
  await until("the title has the focus", async () => (await oferta.focused()) !== "customer-combobox");
  await oferta.type(TITLE);
  await oferta.press(Key.ENTER);
  await oferta.find("[data-testid=quote-grid]");

  await oferta.click("[data-testid=add-products]");
  await oferta.find("[data-testid=product-picker]");
  await until("the search has the keyboard", async () => (await oferta.focused()) === "list-search");
  await oferta.type("кран");
  await oferta.find("[data-testid=picker-list] [role=option], [data-testid=picker-list] [role=row]");
  await oferta.press(Key.ARROW_DOWN);
  await oferta.press(Key.SHIFT, Key.ARROW_DOWN);
  await oferta.press(Key.SHIFT, Key.ARROW_DOWN);
  await oferta.shoot("price-list-to-pdf-4-picker");
  await oferta.press(Key.ENTER);
  await oferta.sees("3", "[data-testid=totals-lines]");
  await oferta.press(Key.ESCAPE);

  const before = await oferta.text("[data-testid=totals-gross]");
  await oferta.click(cell(0, "quantity"));
  await oferta.type("12");
  await oferta.press(Key.ENTER);
  await oferta.sees("12", cell(0, "quantity"));
  const gross = await until("new totals", async () => {
    const text = await oferta.text("[data-testid=totals-gross]");
    return text === before ? undefined : text;
  });
  const names = await Promise.all([0, 1, 2].map((row) => oferta.text(cell(row, "name"))));
  await oferta.shoot("price-list-to-pdf-5-quote");

  await oferta.click("[data-testid=export-pdf]");
  const exported = await oferta.find("[data-testid=exported-name]");
  const path = (await exported.getAttribute("title")) ?? "";
  await oferta.shoot("price-list-to-pdf-6-exported");
  expect(dirname(path)).toBe(join(desktop.documentsDir, "Oferta"));
  const pdf = plain(desktop.run("pdftotext", ["-layout", path, "-"]));
  expect(pdf).toContain(CUSTOMER);
  expect(pdf).toContain(plain(gross).replace(/[^\d,. ]/g, "").trim());
  // A long name is broken over lines between the other columns: its first word tells.
  for (const product of names) expect(pdf).toContain(product.split(/\s/)[0]);
  await oferta.quit();
});
