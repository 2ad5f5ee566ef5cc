/** Costing, ratios, capital, taxes and accounts: profits that must come out, shares of a whole, year by year. */
import { discounted } from './flows.ts';
import { by, D, Decimal, invert, refuse, repeat, type Oracle } from './number.ts';

type Values = (name: string) => Decimal;

const per = (a: Decimal, b: Decimal): Decimal => {
  refuse(b.isZero(), 'nothing to measure on');
  return a.times(D(1).div(b));
};
const plus = (a: Decimal): Decimal => (a.isNegative() ? D(0) : a);
/** A standard rate for what was used, less what was paid. */
const flexed = (v: Values, rate: string, paid: string, used: string): Decimal =>
  v(used).isZero()
    ? v(paid).neg()
    : v(rate)
        .minus(v(paid).div(v(used)))
        .times(v(used));
const priced = (v: Values, standard: string, actual: string, price: string): Decimal =>
  v(standard)
    .times(v(price))
    .minus(v(actual).times(v(price)));

export const accounts: Record<string, Oracle> = {
  capped_contribution: by((v) => {
    const upTo = (wages: Decimal): Decimal => Decimal.min(wages, v('ceiling')).times(v('rate'));
    return upTo(v('wages').plus(v('earlier_wages'))).minus(upTo(v('earlier_wages')));
  }),
  contribution_above_threshold: by((v) => {
    const beyond = (wages: Decimal): Decimal => plus(wages.minus(v('threshold'))).times(v('rate'));
    return beyond(v('wages').plus(v('earlier_wages'))).minus(beyond(v('earlier_wages')));
  }),
  bracket_tax: by((v) =>
    plus(v('income').minus(v('lower')))
      .minus(plus(v('income').minus(v('upper'))))
      .times(v('rate')),
  ),
  deferred_tax: by((v) =>
    v('carrying')
      .times(v('tax_rate'))
      .minus(v('tax_base').times(v('tax_rate'))),
  ),

  forward_rate: by((v) => {
    const grown = (rate: string): Decimal =>
      v('method').isZero() ? v(rate).times(v('term')).plus(1) : v('term').times(v(rate).plus(1).ln()).exp();
    return v('spot').div(grown('base_rate')).times(grown('quote_rate'));
  }),
  fx_difference: by((v) =>
    v('foreign_amount')
      .times(v('closing_rate'))
      .minus(v('foreign_amount').times(v('booked_rate'))),
  ),
  call_payoff: by((v) => plus(v('spot').minus(v('strike'))).minus(v('premium'))),
  put_payoff: by((v) => plus(v('strike').minus(v('spot'))).minus(v('premium'))),

  material_price_variance: by((v) => flexed(v, 'standard_price', 'actual_cost', 'actual_quantity')),
  material_usage_variance: by((v) => priced(v, 'standard_quantity', 'actual_quantity', 'standard_price')),
  labour_rate_variance: by((v) => flexed(v, 'standard_rate', 'actual_pay', 'actual_hours')),
  labour_efficiency_variance: by((v) => priced(v, 'standard_hours', 'actual_hours', 'standard_rate')),
  overhead_spending_variance: by((v) => flexed(v, 'standard_rate', 'actual_overhead', 'actual_hours')),
  overhead_efficiency_variance: by((v) => priced(v, 'standard_hours', 'actual_hours', 'standard_rate')),
  overhead_volume_variance: by((v) =>
    per(v('budgeted_overhead'), v('budgeted_base')).times(v('standard_base').minus(v('budgeted_base'))),
  ),
  operating_leverage: by((v) => per(v('contribution'), v('operating_income'))),
  economic_order_quantity: by((v) => {
    // Where the cost of ordering equals the cost of holding.
    const [d, s, h] = [v('demand'), v('order_cost'), v('holding_cost')];
    return invert((q) => q.times(q), d.times(s).div(h.div(2)), D(0), d.times(s).div(h).plus(2));
  }),
  reorder_point: by((v) => {
    let stock = v('safety_stock');
    for (let day = 0; v('lead_days').gt(day); day++) stock = stock.plus(v('daily_demand'));
    return stock;
  }),
  overhead_rate: by((v) => per(v('overhead'), v('base'))),
  over_absorbed_overhead: by((v) =>
    per(v('actual_base'), v('budgeted_base')).times(v('budgeted_overhead')).minus(v('actual_overhead')),
  ),
  learning_curve_average: by((v) => {
    refuse(v('learning_rate').lte(0), 'no such curve');
    const doublings = v('units').log(2);
    return v('first_time').times(repeat(v('learning_rate'), doublings));
  }),

  moving_average_cost: by((v) => {
    const share = per(v('received'), v('quantity').plus(v('received')));
    return v('unit_cost').plus(v('received_cost').minus(v('unit_cost')).times(share));
  }),
  net_realisable_value: by((v) => v('selling_price').minus(v('completion_cost').plus(v('selling_cost')))),
  inventory_write_down: by((v) => {
    const net = v('selling_price').minus(v('completion_cost')).minus(v('selling_cost'));
    return v('cost').minus(Decimal.min(v('cost'), net));
  }),
  retail_inventory: by((v) => v('goods_at_cost').minus(v('goods_at_cost').times(v('sales')).div(v('goods_at_retail')))),

  cash_ratio: by((v) => per(v('cash'), v('current_liabilities'))),
  receivables_turnover: by((v) => per(v('credit_sales'), v('receivables'))),
  payables_turnover: by((v) => per(v('cost_of_sales'), v('payables'))),
  days_inventory_outstanding: by((v) => per(v('inventory'), v('cost_of_sales').div(365))),
  cash_conversion_cycle: by((v) => v('inventory_days').minus(v('payable_days').minus(v('receivable_days')))),
  debt_to_assets: by((v) => D(1).minus(per(v('assets').minus(v('liabilities')), v('assets')))),
  dupont_return_on_equity: by((v) => per(v('net_income'), v('equity'))),
  treasury_stock_shares: by((v) => {
    const boughtBack = v('options').times(v('exercise_price')).div(v('average_price'));
    return plus(v('options').minus(boughtBack));
  }),
  diluted_eps: by((v) => {
    const income = v('net_income').minus(v('preferred_dividends'));
    const basic = per(income, v('shares'));
    const diluted = per(income.plus(v('saved')), v('shares').plus(v('new_shares')));
    return diluted.gt(basic) ? basic : diluted;
  }),
  book_value_per_share: by((v) => per(v('equity'), v('shares')).minus(per(v('preferred'), v('shares')))),

  after_tax_cost_of_debt: by((v) => v('cost_of_debt').minus(v('cost_of_debt').times(v('tax_rate')))),
  wacc: by((v) => {
    const all = v('equity').plus(v('debt'));
    const debt = v('debt').times(v('cost_of_debt'));
    return per(
      v('equity')
        .times(v('cost_of_equity'))
        .plus(debt)
        .minus(debt.times(v('tax_rate'))),
      all,
    );
  }),
  gordon_cost_of_equity: by((v) =>
    per(v('next_dividend').plus(v('price').times(v('growth_rate').plus(1))), v('price')).minus(1),
  ),
  implied_growth: by((v) =>
    per(v('price').times(v('required_return').plus(1)).minus(v('next_dividend')), v('price')).minus(1),
  ),
  two_stage_dividend_value: by((v) => {
    refuse(v('required_return').lte(v('later_growth')), 'without limit');
    const dividends: Decimal[] = [];
    let now = v('dividend');
    for (let k = 0; v('years').gt(k); k++) dividends.push((now = now.times(v('first_growth').plus(1))));
    const price = now.times(v('later_growth').plus(1)).div(v('required_return').minus(v('later_growth')));
    const last = dividends.length - 1;
    if (last < 0) return price;
    const flows = dividends.map((dividend, k) => (k === last ? dividend.plus(price) : dividend));
    return discounted(flows, D(1).div(v('required_return').plus(1)));
  }),
  holding_period_return: by((v) => per(v('sold').plus(v('income')), v('bought')).minus(1)),
  annualised_return: by((v) => {
    refuse(v('term').lte(0), 'no time');
    return v('total_return').plus(1).ln().div(v('term')).exp().minus(1);
  }),
  modified_dietz: by((v) => {
    // The rate at which the start and the flow, each for its part of the time, grow to the end.
    const end = (r: Decimal): Decimal =>
      v('begin_value')
        .times(r.plus(1))
        .plus(v('flow').times(r.times(v('weight')).plus(1)));
    return v('end_value')
      .minus(end(D(0)))
      .div(end(D(1)).minus(end(D(0))));
  }),
  sharpe_ratio: by((v) => per(v('portfolio_return').minus(v('risk_free')), v('deviation'))),
  treynor_ratio: by((v) => per(v('portfolio_return'), v('beta')).minus(per(v('risk_free'), v('beta')))),
  jensen_alpha: by((v) =>
    v('portfolio_return')
      .minus(v('risk_free').times(D(1).minus(v('beta'))))
      .minus(v('market_return').times(v('beta'))),
  ),
  tvpi: by((v) => per(v('distributions'), v('paid_in')).plus(per(v('net_asset_value'), v('paid_in')))),
  discounted_payback_years: by((v) => {
    const [r, c] = [v('annual_rate'), v('yearly_inflow')];
    refuse(c.lte(0) || v('outlay').times(r).gte(c), 'never paid back');
    if (r.isZero()) return v('outlay').div(c);
    const worth = (t: Decimal): Decimal => c.div(r).times(D(1).minus(t.times(r.plus(1).ln()).neg().exp()));
    return invert(worth, v('outlay'), D(0), D(2000).div(r));
  }),
  profitability_index: by((v) => per(v('inflows_value').minus(v('outlay')), v('outlay')).plus(1)),

  lease_liability: by((v) => {
    let owed = D(0);
    const count = v('payments').toNumber() - v('timing').toNumber();
    for (let k = 0; k < count; k++) owed = owed.plus(v('payment')).div(v('rate_per_period').plus(1));
    return owed;
  }),
  right_of_use_asset: by((v) =>
    v('liability')
      .minus(v('incentives').minus(v('prepaid')))
      .plus(v('direct_costs').plus(v('restoration'))),
  ),
  contract_revenue: by((v) =>
    per(v('cost_to_date'), v('total_cost')).times(v('contract_price')).minus(v('earlier_revenue')),
  ),
  contract_profit: by((v) => {
    const profit = v('contract_price').minus(v('total_cost'));
    return profit.isNegative() ? profit : per(v('cost_to_date'), v('total_cost')).times(profit);
  }),
  unexpired_part: by((v) => v('amount').minus(v('amount').times(v('used')).div(v('periods')))),
  impairment_loss: by((v) =>
    v('carrying').minus(Decimal.min(v('carrying'), Decimal.max(v('fair_value'), v('value_in_use')))),
  ),
  provision_unwinding: by((v) => {
    refuse(v('year').gt(v('term')), 'no such year');
    const worth = (left: Decimal): Decimal => v('future_cost').div(repeat(v('annual_rate').plus(1), left));
    return worth(v('term').minus(v('year'))).minus(worth(v('term').minus(v('year')).plus(1)));
  }),
  goodwill: by((v) => v('consideration').minus(v('net_assets').minus(v('minority')).minus(v('earlier_share')))),
};
