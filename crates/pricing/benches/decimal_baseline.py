"""The formulas of the specification (policy invoice) in Python's decimal: what a spreadsheet replacement written
the obvious way takes. Reads a quote as JSON from a file, prints the seconds of its best run and the gross total."""

import json
import sys
import time
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal, getcontext

getcontext().prec = 40
CENT = Decimal("0.01")


def r(value):
    return value.quantize(CENT, ROUND_HALF_UP)


def allocate(amount, weights):
    amount = r(amount)
    total = sum(weights)
    if total == 0:
        weights, total = [Decimal(1)] * len(weights), Decimal(len(weights))
    quotas = [amount * w / total * 100 for w in weights]
    parts = [int(q) for q in quotas]
    left = int(amount * 100) - sum(parts)
    order = sorted(range(len(weights)), key=lambda i: (parts[i] - quotas[i], i))
    for i in order[:left]:
        parts[i] += 1
    return [Decimal(p) * CENT for p in parts]


def number(line, name, default="0"):
    value = line.get(name)
    return Decimal(default if value is None else value)


def prepare(quote):
    t = quote["terms"]
    q = {"v": number(quote, "vat_rate"), "markup": number(quote, "markup")}
    for name in ("client_advance", "supplier_advance", "delivery_days", "deferral_days", "loan_rate",
                 "agent_fee_rate", "forex_reserve_rate", "insurance_rate"):
        q[name] = number(t, name)
    q["discount"] = number(quote["discount"], "rate")
    rates = {code: (Decimal(rate["value"]), Decimal(rate["nominal"])) for code, rate in quote["rates"].items()}
    rates["RUB"] = (Decimal(1), Decimal(1))
    q["rates"] = rates
    q["costs"] = [(c["leg"], number(c, "amount"), c.get("currency", "RUB")) for c in quote["costs"]]
    q["lines"] = [
        {
            "qty": number(x, "quantity"), "price": number(x, "unit_price"), "rate": rates[x["currency"]],
            "incl": x["price_includes_vat"], "sv": number(x, "supplier_vat"), "sd": number(x, "supplier_discount"),
            "im": number(x, "internal_markup"), "kg": number(x, "weight_kg"), "duty": number(x, "duty_rate"),
            "disc": number(x, "discount"), "markup": number(x, "markup", q["markup"]),
            "v": number(x, "vat_rate", q["v"]),
        }
        for x in quote["lines"]
    ]
    return q


def price(q):
    lines = q["lines"]
    s, az, ay = [], [], []
    for x in lines:
        unit = x["price"] * (1 - x["sd"])
        if x["incl"]:
            unit = unit / (1 + x["sv"])
        value, nominal = x["rate"]
        total = unit * value / nominal * x["qty"]
        s.append(total)
        az.append(total * (1 + x["sv"]))
        ay.append(r(total * (1 + x["im"]) / x["qty"]) * x["qty"])
    insurance = (sum(ay) * q["insurance_rate"]).quantize(Decimal("0.1"), ROUND_UP)
    legs = {"before_border": insurance, "after_border": Decimal(0)}
    for leg, amount, currency in q["costs"]:
        value, nominal = q["rates"][currency]
        legs[leg] += amount * value / nominal
    weights = [x["kg"] * x["qty"] for x in lines]
    split = weights if sum(weights) else s
    t, u = allocate(legs["before_border"], split), allocate(legs["after_border"], split)
    y = [r(x["duty"] * (a * (1 + x["im"]) + b)) for x, a, b in zip(lines, s, t)]
    ao = [(a + b + c) * x["v"] for x, a, b, c in zip(lines, ay, y, t)]
    fee = 1 + q["agent_fee_rate"]
    supplier = sum(az) * q["supplier_advance"] * fee
    total = (sum(az) + sum(t)) * fee + sum(y) + sum(ao)
    c = sum(s) + sum(t) + sum(u) + sum(y)
    mean = sum(x["markup"] for x in lines) / len(lines)
    revenue = (c * (1 + mean) + c * q["forex_reserve_rate"]) * (1 + q["v"])
    advance = revenue * q["client_advance"]
    day = q["loan_rate"] / 365
    gap = max(Decimal(0), supplier - advance) * day * q["delivery_days"]
    rest = max(Decimal(0), total - supplier - max(Decimal(0), advance - supplier)) * day * 10
    financing = allocate(gap + rest, s)
    deferral = allocate(max(Decimal(0), total - advance) * day * q["deferral_days"], s)
    net, base = [], []
    for i, x in enumerate(lines):
        ab = r(s[i] + t[i] + u[i] + y[i] + financing[i] + deferral[i])
        af = r(ab * x["markup"])
        ad = r(ab * (1 + x["markup"]) / x["qty"])
        ai = r(q["agent_fee_rate"] * (az[i] * (1 + x["im"]) + t[i]))
        ah = r((ad * x["qty"] + ai) * q["forex_reserve_rate"])
        g = r(r((ab + af + ah + ai) / x["qty"]) * x["qty"])
        base.append(g - r(g * x["disc"]))
    header = allocate(sum(base) * q["discount"], base)
    gross = Decimal(0)
    for x, b, h in zip(lines, base, header):
        net = b - h
        line = net + r(net * x["v"])
        r(line / x["qty"])
        gross += line
    return gross


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        quote = prepare(json.load(file))
    took = []
    for _ in range(11):
        started = time.perf_counter()
        gross = price(quote)
        took.append(time.perf_counter() - started)
    print(json.dumps({"seconds": sorted(took)[5], "gross": format(gross.normalize(), "f")}))


main()
