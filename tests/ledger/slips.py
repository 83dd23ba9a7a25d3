"""An inspection slip for the order of the office."""

SLIP = {
    "kind": "e_slip",
    "number": "310200226009999",
    "first_item": "ENAMEL MUG 350 ML",
    "hs_code": "7323940000",
    "amount": "5000.00",
    "currency": "USD",
    "quantity": "2400",
    "unit": "PCS",
    "issued": "2026-03-25",
    "valid_until": "2026-06-25",
}
