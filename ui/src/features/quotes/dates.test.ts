import { expect, test } from "vitest";
import { addDays, readDate } from "./dates";

function check(text: string, expected: string | null) {
  expect(readDate(text, "2026-11-20"), text).toBe(expected);
}

test("dates are read as people type them", () => {
  check("20.11.2026", "2026-11-20");
  check("1.2.2027", "2027-02-01");
  check("01.02.27", "2027-02-01");
  check("5.12", "2026-12-05");
  check("05/12/2026", "2026-12-05");
  check("2026-12-05", "2026-12-05");
  check("5 Dec 2026", "2026-12-05");
  check("5 december", "2026-12-05");
  check("20.11.2026 г.", "2026-11-20");
  check("+14", "2026-12-04");
  check("29.02.2028", "2028-02-29");
  for (const bad of ["", "29.02.2027", "32.01.2026", "1.13.2026", "завтра", "20.11.1026", "5 foo 2026", "20112026"]) check(bad, null);
});

test("days are added across months", () => {
  expect(addDays("2026-12-25", 10)).toBe("2027-01-04");
});
