import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { QuoteCommand } from "~/ipc/types";
import { collide } from "~/lib/chord";
import { shortcuts } from "./shortcuts";

test("no two commands of one place have the same keys", () => {
  const keys = shortcuts.flatMap(({ id, scope, keys: own }) => own.map((chord) => ({ id, scope, chord })));
  const clashes = keys.flatMap((one, at) =>
    keys
      .slice(at + 1)
      .filter((other) => other.id !== one.id && other.scope === one.scope && collide(one.chord, other.chord))
      .map((other) => `${one.chord}: ${one.id}, ${other.id}`),
  );
  expect(clashes).toEqual([]);
});

test("every command that is bound has a shortcut", () => {
  const known = shortcuts.map(({ id }) => id);
  const ofStatus = { submit: 0, approve: 0, send: 0, accept: 0, reject: 0, expire: 0, extend: 0, reopen: 0 } satisfies Record<QuoteCommand, 0>;
  expect(Object.keys(ofStatus).filter((command) => !known.includes(`quote.${command}`))).toEqual([]);
  const source = fileURLToPath(new URL("..", import.meta.url));
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => /^(app|features).*\.(ts|svelte)$/.test(name) && !name.endsWith(".test.ts"));
  const bound = files.flatMap((name) => [...readFileSync(join(source, name), "utf8").matchAll(/"([a-z_]+\.[a-z_]+)": \(\) =>/g)].map(([, id = ""]) => id));
  expect(bound).toContain("quote.export_pdf");
  expect(bound.filter((id) => !known.includes(id))).toEqual([]);
});
