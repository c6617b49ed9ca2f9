import { useState } from 'preact/hooks';
import type { Parameters } from '../client/client.ts';
import { asFailure, type Failure } from '../client/failure.ts';
import { save, wholeExport } from '../client/save-export.ts';
import { useClient } from '../client/use-answer.ts';
import { useWords } from '../language/words.ts';
import { FailureNotice } from './failure-notice.tsx';
import { partWords } from './words.ts';

/** Everything that is shown, and what does not fit on a screen, as CSV. */
export function ExportButton({
  path,
  parameters,
  name,
}: {
  readonly path: string;
  readonly parameters: Parameters;
  /** Of the file, without its ending. */
  readonly name: string;
}) {
  const say = useWords(partWords);
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const download = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      save(await wholeExport(client, path, parameters), `${name.replace(/[^\w.-]+/g, '-')}.csv`, globalThis.window);
    } catch (error) {
      setFailure(asFailure(error));
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" class="button" disabled={isBusy} onClick={() => void download()}>
        {isBusy ? say.preparing : say.download}
      </button>
      {failure && <FailureNotice failure={failure} again={() => void download()} />}
    </>
  );
}
