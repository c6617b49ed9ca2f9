import { useFormats, useWords } from '../language/words.ts';
import { hrefOf } from '../navigation/address.ts';
import { countOf, type Grid, type Group, groupsOf, worstOf } from './coverage.ts';
import { Gaps } from './gaps.tsx';
import type { Asked } from './questions.ts';
import { Strip } from './strip.tsx';
import { trustWords } from './words.ts';

/** As many as a person reads; those with the most gaps come first. */
const MOST_GROUPS = 30;
const MOST_NAMES = 3;

/** The calendar of one dataset: everybody as one line, and whoever has gaps as lines of their own. */
export function GridTable({
  grid,
  asked,
  names,
}: {
  readonly grid: Grid;
  readonly asked: Asked;
  readonly names: ReadonlyMap<string, string>;
}) {
  const say = useWords(trustWords);
  const formats = useFormats();
  const { dataset, periods, lines, expected, bad } = grid;
  const groups = groupsOf(grid);
  const isOne = groups[0]?.lines.length === lines.length;
  const told = isOne && groups[0] ? groups[0].told : worstOf(grid);
  const [first = '', last = ''] = [periods[0], periods.at(-1)];
  return (
    <div class="scroll" role="region" aria-label={`${say.calendar}: ${dataset}`} tabIndex={0}>
      <table class="lined coverage">
        <caption>
          <code>{dataset}</code>
          <span class="quiet">
            {formats.period(first)} – {formats.period(last)}
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{say.customer}</th>
            <th scope="col">{say.periods}</th>
          </tr>
        </thead>
        <tbody>
          {lines.length > 1 && (
            <tr>
              <th scope="row" class="strong">
                {say.everybody(lines.length)}
              </th>
              <td>
                <Strip periods={periods} told={told} />
                {isOne && <Gaps told={told} />}
                <span class="under">{bad === 0 ? say.whole : say.badOf(bad, expected)}</span>
              </td>
            </tr>
          )}
          {(!isOne || lines.length === 1) &&
            groups
              .slice(0, MOST_GROUPS)
              .map((group) => (
                <GroupRow key={whoIn(group)} group={group} periods={periods} asked={asked} names={names} />
              ))}
        </tbody>
      </table>
    </div>
  );
}

const whoIn = ({ lines }: Group): string => JSON.stringify([lines[0]?.account, lines[0]?.customerId]);

function GroupRow({
  group: { told, lines },
  periods,
  asked,
  names,
}: {
  readonly group: Group;
  readonly periods: readonly string[];
  readonly asked: Asked;
  readonly names: ReadonlyMap<string, string>;
}) {
  const say = useWords(trustWords);
  const { provider, days } = asked;
  const { observed, provisional, failed, missing } = countOf(told);
  return (
    <tr>
      <th scope="row">
        {lines.slice(0, MOST_NAMES).map(({ account, customerId }) => (
          <span class="who-line" key={`${account}/${customerId}`}>
            <a href={hrefOf('trust', { provider, customer: customerId, days })}>
              {names.get(customerId) ?? customerId}
            </a>
            {account !== 'default' && <span class="under">{account}</span>}
          </span>
        ))}
        {lines.length > MOST_NAMES && <span class="under">{say.others(lines.length - MOST_NAMES)}</span>}
      </th>
      <td>
        <Strip periods={periods} told={told} />
        <Gaps told={told} />
        <span class="under">{say.counts(observed, provisional, failed, missing)}</span>
      </td>
    </tr>
  );
}
