"""PAY: payment terms and money received (付款与收汇)."""
