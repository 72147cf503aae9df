import { expect, test } from "vitest";
import { before } from "./spans";

test("a span ends on the same day of an earlier month, or on its last one", () => {
  expect(before("2026-11-26", "month")).toBe("2026-10-26");
  expect(before("2026-03-31", "month")).toBe("2026-02-28");
  expect(before("2026-01-15", "month")).toBe("2025-12-15");
  expect(before("2024-02-29", "year")).toBe("2023-02-28");
  expect(before("2026-11-26", "ten")).toBe("2016-11-26");
});
