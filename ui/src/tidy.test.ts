import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const UI = fileURLToPath(new URL("..", import.meta.url));
const SRC = join(UI, "src");

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name) && !name.startsWith("paraglide") && !name.startsWith("ipc"))
    .map((name) => join(folder, name));
}

const sources = files(SRC, /\.(ts|svelte)$/).map((path) => ({
  name: relative(UI, path).replaceAll("\\", "/"),
  text: readFileSync(path, "utf8"),
}));

function catalogue(area: string, locale: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(UI, "messages", `${area}.${locale}.json`), "utf8")) as Record<string, unknown>;
}

const areas = [...new Set(readdirSync(join(UI, "messages")).map((name) => name.split(".")[0] ?? ""))];
const settings = readFileSync(join(UI, "project.inlang", "settings.json"), "utf8");

function placeholders(message: unknown): string[] {
  return [...new Set([...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""))].toSorted();
}

test("every message exists in both languages with the same placeholders", () => {
  for (const area of areas) {
    const ru = catalogue(area, "ru");
    const en = catalogue(area, "en");
    expect(Object.keys(en).toSorted(), area).toEqual(Object.keys(ru).toSorted());
    for (const key of Object.keys(ru)) expect(placeholders(en[key]), key).toEqual(placeholders(ru[key]));
    expect(settings, `${area} is compiled`).toContain(`./messages/${area}.{locale}.json`);
  }
});

test("no message key is defined twice", () => {
  const keys = areas.flatMap((area) => Object.keys(catalogue(area, "ru")));
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test("every message is used", () => {
  const all = sources.map((file) => file.text).join("\n");
  const keys = areas.flatMap((area) => Object.keys(catalogue(area, "ru")));
  expect(keys.filter((key) => !new RegExp(`\\bm\\.${key}\\b`).test(all))).toEqual([]);
});

test("only the platform folder knows the desktop shell", () => {
  const knowing = sources.filter((file) => !file.name.startsWith("src/platform/") && file.text.includes("@tauri-apps/"));
  expect(knowing.map((file) => file.name).filter((name) => name !== "src/tidy.test.ts")).toEqual([]);
});

test("visible text comes from the catalogue", () => {
  const cyrillic = sources.filter((file) => file.name.endsWith(".svelte") && /\p{Script=Cyrillic}/u.test(file.text));
  expect(cyrillic.map((file) => file.name)).toEqual([]);
});

test("shared components know no feature", () => {
  const knowing = sources.filter(
    (file) => /^src\/(components|lib)\//.test(file.name) && /from "~\/(features|app)\//.test(file.text),
  );
  expect(knowing.map((file) => file.name)).toEqual([]);
});

test("a component above 200 lines is two", () => {
  const long = sources.filter((file) => file.name.endsWith(".svelte")).map((file) => {
    const code = file.text.replace(/<style>[\s\S]*<\/style>/, "");
    return { name: file.name, lines: code.split("\n").length };
  });
  expect(long.filter((file) => file.lines > 200)).toEqual([]);
});

test("no page brings a custom property of its own along", () => {
  // WebKit keeps what was computed from one for good: 0.1 MB each time a quote was opened.
  const bringing = sources.filter((file) => file.name.endsWith(".svelte") && /style:--|style="[^"]*--/.test(file.text));
  expect(bringing.map((file) => file.name)).toEqual([]);
});
