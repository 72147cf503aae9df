import { expect, test } from "vitest";
import { marginOf } from "./margin";

test("a markup is a smaller margin", () => {
  const check = (markup: string, margin: string) => expect(marginOf(markup)).toBe(margin);
  check("0", "0");
  check("0.25", "0.2");
  check("0.2112", "0.1744");
  check("1", "0.5");
  check("0.2", "0.1667");
  check("0.428571428571", "0.3");
  check("1000", "0.999");
});
