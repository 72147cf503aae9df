import { expect, test } from "vitest";
import { evaluate, isFormula } from "./formula";

function check(text: string, expected: string | null) {
  expect(evaluate(text), text).toBe(expected);
}

test("formulas are calculated exactly", () => {
  check("=12*3", "36");
  check("= 12 * 3", "36");
  check("=0,1+0,2", "0.3");
  check("=0.1+0.2", "0.3");
  check("=1/3*3", "1");
  check("=1/3", "0.333333");
  check("=2/3", "0.666667");
  check("=-2/3", "-0.666667");
  check("=2+3*4", "14");
  check("=(2+3)*4", "20");
  check("=-(2+3)", "-5");
  check("=10--5", "15");
  check("=10/-4", "-2.5");
  check("=1 234,50*2", "2469");
  check("=100×1,2÷3", "40");
  check("=,5+.5", "1");
  check("=5.", "5");
  check("=999999999999*999999999999", "999999999998000000000001");
  check("=0-0,0000001", "0");
  check("=5%", "0.05");
  check("=1000*5%", "50");
  check("=1 000 * (1 - 12,5 %)", "875");
  check("=(2+3)%", "0.05");
  check("=-50%*200", "-100");
  check("=200+10%", "200.1");
  check("=100%%", "0.01");
});

test("what is not a formula is not guessed", () => {
  for (const bad of ["12*3", "=", "=1/0", "=1+", "=%", "=%5", "=5%5", "=(1", "=1)", "=1..2", "=a1", "=2**3", "=1,2,3", "=()", `=${"1+".repeat(200)}1`]) {
    check(bad, null);
  }
  expect(isFormula(" =1")).toBe(true);
  expect(isFormula("1=1")).toBe(false);
});
