/** A scenario as a person reads it, and what is needed to see it fail again. */
import type { RunDetails } from 'fast-check';
import type { ProviderId } from '../../lib/usage.ts';
import type { Mischief, RunStep, Scenario, Step } from './scenario.ts';
import { CUSTOMERS } from './truth.ts';

export function storyOf(id: ProviderId, { failed, counterexample, seed, counterexamplePath }: RunDetails<[Scenario]>) {
  const [scenario] = counterexample ?? [];
  if (!failed || !scenario) return null;
  const steps = scenario.steps.map((step, index) => `  ${index + 1}. ${lineOf(step)}`);
  return [
    `the ledger and the model part after ${steps.length} steps from ${scenario.start} on:`,
    ...steps,
    `again: SEATWATCH_SEED=${seed} SEATWATCH_PATH=${counterexamplePath} npm test -- test/model/collector.test.ts -t ${id}`,
  ].join('\n');
}

const who = (customer: number): string => CUSTOMERS[customer] ?? 'c1';

function lineOf(step: Step): string {
  switch (step.do) {
    case 'wait':
      return `wait ${step.hours} hours`;
    case 'list':
      return step.name === null ? `take ${who(step.customer)} off the list` : `list ${who(step.customer)}`;
    case 'scope':
      return step.narrow ? 'see a part of the account' : 'see all of the account';
    case 'paint': {
      const { dataset, customer, product, back, length, value } = step;
      const what = value === null ? 'nothing' : JSON.stringify(value);
      return `dataset ${dataset}, product ${product} of ${who(customer)}: ${what}, ${back} to ${back + length} periods ago`;
    }
    default:
      return runLine(step);
  }
}

function runLine({ range, only, mode, mischief }: RunStep): string {
  const asked = range ? `the ${range.length + 1} days up to ${range.back} days ago` : 'what is due';
  const whose = only === null ? '' : ` of ${who(only)}`;
  const { kind, ...how } = mode;
  return `collect ${asked}${whose}, ${kind} ${plain(how)}${plain(mischief)}`;
}

const plain = (facts: Mischief | object): string => {
  const text = JSON.stringify(facts);
  return text === '{}' ? '' : text;
};
