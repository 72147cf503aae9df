import { expect, test } from "vitest";
import { collide } from "./chord";
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
