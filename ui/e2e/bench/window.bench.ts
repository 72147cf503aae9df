import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Desktop } from "../window/harness/desktop";
import { journey } from "../window/harness/journey";
import { binary, Oferta, project, target } from "../window/harness/oferta";
import { until } from "../window/harness/until";
import { CLOCK, painted, type Sample } from "./page";

const PRODUCTS = 100_000;
const LIST = 10_000;
const LINES = 1_000;
const STARTS = 7;
const EDITS = 60;
/** How long a started program takes to come to rest, in milliseconds. */
const SETTLED = 6_000;

interface Figure {
  name: string;
  value: number;
  budget: number;
  unit: string;
  pass: boolean;
}

const figures: Figure[] = [];

function figure(name: string, value: number, budget: number, unit: string): void {
  figures.push({ name, value: Math.round(value * 10) / 10, budget, unit, pass: value <= budget });
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

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
 * Memory of every process of the program, in MB, a few seconds after it was started by itself with the quote that was
 * open last: a driver would leave its own traces in the page. Pages that processes share are counted by their share.
 */
async function memoryAlone(desktop: Desktop): Promise<number> {
  desktop.spawn(binary, []);
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  let sum = 0;
  for (const pid of desktop.all()) {
    const name = readFileSync(`/proc/${pid}/comm`, "utf8").trim();
    if (name !== "oferta" && !/^WebKit(WebProc|NetworkPr)/.test(name)) continue;
    const megabytes = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]) / 1024;
    console.info(`${name}: ${megabytes.toFixed(0)} MB`);
    sum += megabytes;
  }
  return sum;
}

journey("the window against its budgets", {}, async (desktop) => {
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
  figure("warm start to usable list, p50", quantile(starts, 0.5), 800, "ms");
  figure("warm start to usable list, worst of 6", quantile(starts, 1), 800, "ms");

  const oferta = await Oferta.open(desktop);
  await oferta.find("nav.rail");
  await oferta.page.manage().setTimeouts({ script: 120_000 });
  const measure = async (script: string, ...args: unknown[]): Promise<number[]> => {
    const samples = await oferta.page.executeAsyncScript<Sample[] | { error: string }>(`${CLOCK}\n${script}`, ...args);
    if (!Array.isArray(samples)) throw new Error(samples.error);
    return samples;
  };

  const opens = await measure(painted.open, quote, LINES);
  figure("open a 1,000-line quote, painted, p95", quantile(opens, 0.95), 100, "ms");
  const edits = await measure(painted.edit, EDITS);
  figure("key → saved and painted, 1,000 lines, p50", quantile(edits, 0.5), 20, "ms");
  figure("key → saved and painted, 1,000 lines, p95", quantile(edits, 0.95), 33, "ms");
  const arrows = await measure(painted.arrows, EDITS);
  figure("arrow key → painted, p95", quantile(arrows, 0.95), 25, "ms");
  const searches = await measure(painted.search);
  figure("product search over 100,000 to the screen, p95", quantile(searches, 0.95), 50, "ms");
  await oferta.page.executeScript(`location.hash = "#/quotes/${quote}"`);
  await oferta.find("[data-testid=quote-grid]");
  await oferta.quit();
  figure("memory of all processes, 1,000-line quote open", await memoryAlone(desktop), 260, "MB");

  figure("binary", statSync(binary).size / 1024 / 1024, 80, "MB");
  const folder = join(target, "bench");
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(project, "target/bench"), { recursive: true });
  writeFileSync(join(project, "target/bench/window.json"), JSON.stringify(figures, null, 1));
});
