import { chromium } from "@playwright/test";
import { Key } from "selenium-webdriver";
import { Host } from "../host";
import { journey } from "../window/harness/journey";
import { Oferta } from "../window/harness/oferta";
import { Figures, quantile } from "./figures";
import { memory } from "./memory";
import { CLOCK, painted, type Sample } from "./page";
import { KEY, Pixels } from "./pixels";

const PRESSES = 80;
const PASTED = 1_000;
const OPENS = 1_000;
/** Opened so often, the page has everything it ever loads, and the heap its working size. */
const WARM = 300;

type Call = (command: string, request: unknown) => Promise<unknown>;

/** Makes a quote of so many lines; answers its id. */
async function quoteOf(call: Call, count: number, landed = false): Promise<string> {
  const made = (await call("quote.create", { title: `${count} строк` })) as { quote: { id: string } };
  const { id } = made.quote;
  const lines = Array.from({ length: count }, (_, i) => ({
    article: String(i).padStart(6, "0"),
    name: `Кран шаровой латунный DN${10 + (i % 90)}`,
    unit: "шт",
    quantity: String(1 + (i % 50)),
    ...(landed
      ? { purchase_price: `${80 + i}.50`, purchase_currency: "RUB" }
      : { unit_price: `${100 + i}.${String(i % 100).padStart(2, "0")}` }),
  }));
  const terms = [
    { edit: "terms", set: { markup: "0.25" } },
    { edit: "cost_insert", after: null, set: { name: "Фрахт", amount: "100000", currency: "RUB", leg: "before_border" } },
  ];
  await call("quote.edit", { id, edits: [...(landed ? terms : []), { edit: "insert", after: null, lines }] });
  return id;
}

async function show(oferta: Oferta, id: string): Promise<void> {
  await oferta.page.executeScript(`location.hash = "#/quotes"`);
  await oferta.find("[data-testid=quote-new]");
  await oferta.page.executeScript(`location.hash = "#/quotes/${id}"`);
  await oferta.find("[data-row='3'] [data-column=quantity]");
}

/** Where an element is in the page. */
async function place(oferta: Oferta, selector: string): Promise<[number, number, number, number]> {
  return oferta.page.executeScript(
    `const { x, y, width, height } = document.querySelector(arguments[0]).getBoundingClientRect(); return [x, y, width, height];`,
    selector,
  );
}

/** Times of presses that changed something; a press that did not counts as the limit. */
async function presses(pixels: Pixels, count: number, keys: (i: number) => string[]): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < count; i += 1) {
    samples.push((await pixels.press(...keys(i))) ?? 1000);
    await new Promise((resolve) => setTimeout(resolve, 60 + ((i * 7) % 40)));
  }
  return samples;
}

const digit = (i: number): string => `3${1 + (i % 9)}`;

/** Puts the cursor on a quantity near the top. */
async function begin(oferta: Oferta): Promise<void> {
  await oferta.page.executeScript(`document.querySelector("[data-testid=quote-grid]").closest(".scroller").scrollTop = 0;`);
  await oferta.click("[data-row='1'] [data-column=quantity]");
}

/** Rows that are on the screen below the first one, whatever stands above the lines. */
const SIGHT = 8;

/** Types quantities down a column, within what is in sight: the time from Enter to the total on the screen. */
async function edits(oferta: Oferta): Promise<number[]> {
  const samples: number[] = [];
  for (let from = 0; from < PRESSES; from += SIGHT) {
    await begin(oferta);
    const pixels = await Pixels.over(oferta, await place(oferta, "[data-testid=totals-gross]"));
    samples.push(...(await presses(pixels, SIGHT, (i) => [digit(from + i), digit(from + i + 4), digit((from + i) * 5 + 2), KEY.enter])));
    pixels.end();
  }
  return samples;
}

journey("the grid against its budgets", {}, async (desktop) => {
  const figures = new Figures();
  const oferta = await Oferta.open(desktop);
  await oferta.find("[data-testid=first-start]");
  const call: Call = (command, request) => oferta.call(command, request);
  await call("app.create", { keeper: "file", consent: true });
  await call("app.confirm_recovery_key", {});
  await oferta.page.manage().setTimeouts({ script: 900_000 });
  const thousand = await quoteOf(call, 1_000);
  const large = await quoteOf(call, 10_000);
  const landed = await quoteOf(call, 1_000, true);
  await oferta.page.executeScript("location.reload()");
  await oferta.find("nav.rail");
  const measure = async (script: string, ...args: unknown[]): Promise<number[]> => {
    const samples = await oferta.page.executeAsyncScript<Sample[] | { error: string }>(`${CLOCK}\n${script}`, ...args);
    if (!Array.isArray(samples)) throw new Error(samples.error);
    return samples;
  };

  await show(oferta, thousand);
  const typed = await edits(oferta);
  figures.add("key → pixels of the total, 1,000 lines, p50", quantile(typed, 0.5), 20, "ms");
  figures.add("key → pixels of the total, 1,000 lines, p95", quantile(typed, 0.95), 33, "ms");
  figures.add("key → pixels of the total, 1,000 lines, p99", quantile(typed, 0.99), 50, "ms");
  await begin(oferta);
  const [x, y, , height] = await place(oferta, "[data-row='1'] [data-column=quantity]");
  const column = await Pixels.over(oferta, [x, y, 6, height * 12]);
  const arrows = await presses(column, PRESSES, (i) => [Math.floor(i / 8) % 2 === 0 ? KEY.down : KEY.up]);
  column.end();
  figures.add("arrow key → pixels, p95", quantile(arrows, 0.95), 25, "ms");
  const inPage = await measure(painted.edit, PRESSES);
  figures.add("paste of 1,000 × 8, saved and painted, p95", quantile(await measure(painted.paste, PASTED, 12), 0.95), 150, "ms");

  await show(oferta, large);
  figures.add("key → pixels of the total, 10,000 lines, p95", quantile(await edits(oferta), 0.95), 50, "ms");
  const frames: number[] = [];
  for (const step of [32, 90, 600]) frames.push(...(await measure(painted.scroll, step, 300)));
  figures.add("scroll of 10,000 lines, a frame, p99", quantile(frames, 0.99), 25, "ms");
  figures.add("scroll of 10,000 lines, a frame, worst", quantile(frames, 1), 50, "ms");

  await show(oferta, landed);
  await oferta.press(Key.CONTROL, Key.SHIFT, "k");
  await oferta.click("[data-cost] input[inputmode=decimal]");
  await oferta.page.executeScript(`document.querySelector("[data-row='1'] [data-column=unit_price]").scrollIntoView({ inline: "center", block: "nearest" });`);
  const [left, top, width, tall] = await place(oferta, "[data-row='1'] [data-column=unit_price]");
  const prices = await Pixels.over(oferta, [left, top, width, tall * 8]);
  // Another first digit: so much money is seen in the price of every line.
  const all = await presses(prices, PRESSES / 2, (i) => [KEY.home, KEY.delete, digit(i), KEY.enter]);
  prices.end();
  figures.add("cost block → pixels of every visible price, p95", quantile(all, 0.95), 50, "ms");

  await measure(painted.opens, thousand, WARM);
  const before = memory(desktop);
  await measure(painted.opens, thousand, OPENS);
  figures.add("memory gained by 1,000 opens of a quote", memory(desktop) - before, 20, "MB");
  await oferta.quit();

  const chrome = await inChromium();
  figures.add("edit in the page beside Chromium, p50, times", quantile(inPage, 0.5) / quantile(chrome, 0.5), 1.3, "×");
  figures.save("grid.json");
});

/** The same edits of the same page in Chromium over the test host. */
async function inChromium(): Promise<number[]> {
  const host = await Host.start();
  const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const call: Call = async (command, request) => (await host.envelope(command, request)).ok;
    await host.prepare();
    const id = await quoteOf(call, 1_000);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "ru-RU" });
    await page.goto(`${host.url}/#/quotes/${id}`);
    await page.locator("[data-row='3'] [data-column=quantity]").waitFor();
    const samples = await page.evaluate(
      ({ script, count }) => new Promise<unknown>((resolve) => new Function(script).call(null, count, resolve)),
      { script: `${CLOCK}\n${painted.edit}`, count: PRESSES },
    );
    if (!Array.isArray(samples)) throw new Error(JSON.stringify(samples));
    return samples as number[];
  } finally {
    await browser.close();
    await host.stop();
  }
}
