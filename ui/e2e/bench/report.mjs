// Puts the figures of the core, the window and the sizes into one table and into target/bench/results.json.
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const project = resolve(import.meta.dirname, "../../..");
const folder = join(project, "target/bench");
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

/** What the first page loads: the entry, what it imports at once, and its styles. */
function initial() {
  const dist = join(project, "ui/dist");
  const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));
  const files = new Set();
  const take = (key) => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) take(next);
  };
  // The frame and the list of quotes are loaded on demand, but the first screen is made of them.
  const first = Object.keys(manifest).filter((key) => manifest[key].isEntry || /Frame\.svelte|QuotesPage\.svelte|platform\/tauri\.ts/.test(key));
  for (const key of first) take(key);
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1024;
}

function deb() {
  const bundle = join(process.env.CARGO_TARGET_DIR ?? join(project, "target"), "release/bundle/deb");
  const name = existsSync(bundle) ? readdirSync(bundle).find((file) => file.endsWith(".deb")) : undefined;
  return name ? statSync(join(bundle, name)).size / 1024 / 1024 : null;
}

const round = (value) => Math.round(value * 10) / 10;
const figure = (name, value, budget, unit) => ({ name, value: round(value), budget, unit, pass: value <= budget });
const figures = [...read("core.json"), ...read("pricing.json"), ...read("rates.json"), ...read("rates-stored.json"), ...read("window.json"), ...read("grid.json"), figure("initial JS + CSS, gzip", initial(), 150, "KB")];
const size = deb();
if (size !== null) figures.push(figure(".deb", size, 20, "MB"));

const width = Math.max(...figures.map(({ name }) => name.length));
for (const { name, value, budget, unit, pass } of figures) {
  console.info(`${name.padEnd(width)}  ${String(value).padStart(9)} ${unit.padEnd(2)}  budget ${String(budget).padStart(5)}  ${pass ? "pass" : "FAIL"}`);
}
const load = loadavg()[0];
console.info(`\n${cpus().length} cores, load ${load.toFixed(2)}${load > 1.5 ? ": too busy, judge these figures with care" : ""}`);
writeFileSync(join(folder, "results.json"), `${JSON.stringify({ load, figures }, null, 1)}\n`);
