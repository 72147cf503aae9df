import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Desktop } from "../window/harness/desktop";
import { journey } from "../window/harness/journey";
import { binary, Oferta } from "../window/harness/oferta";
import { until } from "../window/harness/until";
import { Figures, quantile } from "./figures";
import { memory } from "./memory";
import { CLOCK, painted, type Sample } from "./page";

const PRODUCTS = 100_000;
const LIST = 10_000;
const LINES = 1_000;
const STARTS = 7;
const EDITS = 60;
/** How long a started program takes to come to rest, in milliseconds. */
const SETTLED = 6_000;

/** A price list of real shape, as text. */
function priceList(from: number): string {
  const kinds = ["Кран шаровой", "Задвижка клиновая", "Фланец плоский", "Клапан обратный", "Фильтр сетчатый", "Болт", "Подшипник", "Датчик давления"];
  const rows = Array.from({ length: LIST }, (_, at) => {
    const i = from + at;
    return `${String(i).padStart(6, "0")};${kinds[i % kinds.length]} DN${10 + (i % 290)} PN${[6, 10, 16, 25, 40][i % 5]} исп. ${i % 997};Morvent;шт;${1 + (i % 97)} ${String(i % 1000).padStart(3, "0")},50`;
  });
  return `Артикул;Наименование;Бренд;Ед. изм.;Цена, руб.\n${rows.join("\n")}\n`;
}

async function fill(oferta: Oferta): Promise<string> {
  await oferta.call("app.create", { keeper: "file", consent: true });
  await oferta.call("app.confirm_recovery_key");
  for (let from = 0; from < PRODUCTS; from += LIST) {
    const path = join(oferta.desktop.home, "list.csv");
    writeFileSync(path, priceList(from));
    const preview = (await oferta.call("import.open", { path })) as { import_id: string; mapping: unknown };
    await oferta.call("import.run", { import_id: preview.import_id, mapping: preview.mapping, new_supplier: `Поставщик ${from}` });
  }
  const made = (await oferta.call("quote.create", { title: "Тысяча строк" })) as { quote: { id: string } };
  const lines = Array.from({ length: LINES }, (_, i) => ({
    article: String(i).padStart(6, "0"),
    name: `Кран шаровой латунный DN${10 + (i % 90)}`,
    unit: "шт",
    quantity: String(1 + (i % 50)),
    unit_price: `${100 + i}.${String(i % 100).padStart(2, "0")}`,
  }));
  await oferta.call("quote.edit", { id: made.quote.id, edits: [{ edit: "insert", after: null, lines }] });
  return made.quote.id;
}

/** Milliseconds from the start of the process to the first painted rows of the list. */
async function start(oferta: Oferta): Promise<number> {
  const shown = await until("the list is painted", () =>
    oferta.page.executeScript<number | null>(
      `const [mark] = performance.getEntriesByName("list-painted"); return mark ? performance.timeOrigin + mark.startTime : null;`,
    ),
  );
  const ticks = Number(readFileSync(`/proc/${oferta.pid}/stat`, "utf8").split(") ")[1]?.split(" ")[19]);
  const booted = Number(/^btime (\d+)/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]);
  // `btime` is in whole seconds; the uptime tells the rest of it.
  const uptime = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1000;
  const boot = Math.abs(Date.now() - uptime - booted * 1000) < 2000 ? Date.now() - uptime : booted * 1000;
  return shown - (boot + ticks * 10);
}

/**
 * Memory a few seconds after the program was started by itself with the quote that was open last: a driver would leave
 * its own traces in the page.
 */
async function memoryAlone(desktop: Desktop): Promise<number> {
  desktop.spawn(binary, ["--offline"]);
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  return memory(desktop);
}

journey("the window against its budgets", {}, async (desktop) => {
  const figures = new Figures();
  const first = await Oferta.open(desktop);
  await first.find("[data-testid=first-start]");
  const quote = await fill(first);
  await first.quit();

  const starts: number[] = [];
  for (let i = 0; i < STARTS; i += 1) {
    const oferta = await Oferta.open(desktop);
    await oferta.find("nav.rail");
    const took = await start(oferta);
    if (i > 0) starts.push(took); // the first one warms the caches
    await oferta.quit();
  }
  figures.add("warm start to usable list, p50", quantile(starts, 0.5), 800, "ms");
  figures.add("warm start to usable list, worst of 6", quantile(starts, 1), 800, "ms");

  const oferta = await Oferta.open(desktop);
  await oferta.find("nav.rail");
  await oferta.page.manage().setTimeouts({ script: 120_000 });
  const measure = async (script: string, ...args: unknown[]): Promise<number[]> => {
    const samples = await oferta.page.executeAsyncScript<Sample[] | { error: string }>(`${CLOCK}\n${script}`, ...args);
    if (!Array.isArray(samples)) throw new Error(samples.error);
    return samples;
  };

  const opens = await measure(painted.open, quote, LINES);
  figures.add("open a 1,000-line quote, painted, p95", quantile(opens, 0.95), 100, "ms");
  const edits = await measure(painted.edit, EDITS);
  figures.add("key → saved and painted, 1,000 lines, p50", quantile(edits, 0.5), 20, "ms");
  figures.add("key → saved and painted, 1,000 lines, p95", quantile(edits, 0.95), 33, "ms");
  const arrows = await measure(painted.arrows, EDITS);
  figures.add("arrow key → painted, p95", quantile(arrows, 0.95), 25, "ms");
  const searches = await measure(painted.search);
  figures.add("product search over 100,000 to the screen, p95", quantile(searches, 0.95), 50, "ms");
  await oferta.page.executeScript(`location.hash = "#/quotes/${quote}"`);
  await oferta.find("[data-testid=quote-grid]");
  await oferta.quit();
  figures.add("memory of all processes, 1,000-line quote open", await memoryAlone(desktop), 260, "MB");

  figures.add("binary", statSync(binary).size / 1024 / 1024, 80, "MB");
  figures.save("window.json");
});
