import type { Refusals } from '../test-refusals.ts';

export const leases: Refusals = {
  impossible_input: [
    'lease_liability payments=0',
    'lease_liability timing=-1',
    'lease_liability timing=2',
    'lease_liability timing=0.5',
    'contract_revenue total_cost=0',
    'contract_revenue cost_to_date=-1',
    'contract_revenue cost_to_date=5000',
    'contract_profit total_cost=0',
    'contract_profit cost_to_date=-1',
    'contract_profit cost_to_date=5000',
    'unexpired_part periods=0',
    'unexpired_part used=-1',
    'unexpired_part used=13',
    'provision_unwinding annual_rate=-1',
    'provision_unwinding year=0',
    'provision_unwinding year=3',
    'provision_unwinding year=1.5',
  ],
};
