import { expect, test } from "vitest";
import { readFolded, withFolded } from "./folded-sections";

test("only what was kept is read", () => {
  for (const kept of ["", "{", "5", "null", '[1,["q"],["q",[1]]]']) expect(readFolded(kept), kept).toEqual([]);
  expect(readFolded('[["q",["s"]]]')).toEqual([["q", ["s"]]]);
});

test("the quotes used last are remembered, and those with every section open are not", () => {
  const one = withFolded([], "q1", ["s1", "s2"]);
  expect(withFolded(one, "q2", ["s3"])).toEqual([["q1", ["s1", "s2"]], ["q2", ["s3"]]]);
  expect(withFolded(withFolded(one, "q2", ["s3"]), "q1", ["s1"])).toEqual([["q2", ["s3"]], ["q1", ["s1"]]]);
  expect(withFolded(one, "q1", [])).toEqual([]);
  const many = Array.from({ length: 60 }, (_, at) => `q${at}`).reduce((all, id) => withFolded(all, id, ["s"]), one);
  expect(many).toHaveLength(40);
  expect(many.at(-1)?.[0]).toBe("q59");
});
