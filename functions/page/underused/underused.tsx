import { PROVIDER_IDS } from '../../../lib/usage.ts';
import { type Answered, useAnswer } from '../client/use-answer.ts';
import { useFormats, useWords } from '../language/words.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { ExportButton } from '../parts/export-button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Filters } from './filters.tsx';
import { customersIn, type Found, freeSeats, isDays, seatsFree } from './free-seats.ts';
import { FreeTable, UnsureTable } from './free-table.tsx';
import { underusedWords } from './words.ts';

/** Who holds more seats than it uses, for how long, and when it can hold fewer. */
export function Screen() {
  const say = useWords(underusedWords);
  const formats = useFormats();
  const { query } = useNavigation().address;
  const days = isDays(query['days']) ? query['days'] : '30';
  const provider = PROVIDER_IDS.find((id) => id === query['provider']);
  const parameters = { days, provider };
  const answer = useAnswer<Found>(`underused ${JSON.stringify(parameters)}`, (client, signal, tell) =>
    freeSeats(client, parameters, signal, tell),
  );
  const found = answer.value;
  const seats = found === null ? 0 : seatsFree(found);
  return (
    <>
      <section>
        <div class="section-head">
          <Heading title={say.title}>
            {found === null || (!found.isWhole && seats === 0)
              ? say.title
              : seats === 0
                ? say.none
                : say.found(seats, customersIn(found))}
          </Heading>
          <ExportButton path="/v1/underused" parameters={parameters} name={`seatwatch-underused-${days}-days`} />
        </div>
        {(found === null || seats > 0) && <p class="lead">{say.lead(formats.days(Number(days)))}</p>}
        {found?.isWhole === true && seats === 0 && <p class="lead">{say.noneText}</p>}
        <Filters provider={provider} days={days} />
        <Progress answer={answer} />
        {answer.failure && <FailureNotice failure={answer.failure} again={answer.again} />}
        {found === null && answer.isLoading && <Skeleton lines={8} />}
        {found && found.known.length > 0 && <FreeTable rows={found.known} />}
      </section>
      {found && found.unsure.length > 0 && (
        <section aria-labelledby="unsure">
          <h2 id="unsure">{say.unsure}</h2>
          <p class="quiet">{say.unsureText}</p>
          <UnsureTable rows={found.unsure} />
        </section>
      )}
    </>
  );
}

function Progress({ answer: { value, isLoading } }: { readonly answer: Answered<Found> }) {
  const say = useWords(underusedWords);
  const isLooking = isLoading && value !== null && !value.isWhole;
  return (
    <p class="progress quiet" role="status">
      {isLooking && say.looking(value.known.length + value.unsure.length)}
    </p>
  );
}
