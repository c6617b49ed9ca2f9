import { useWords } from '../language/words.ts';
import { partWords } from './words.ts';

/** The shape of what is to come, announced once to those who cannot see it. */
export function Skeleton({ lines }: { readonly lines: number }) {
  const { loading } = useWords(partWords);
  return (
    <div class="skeleton" role="status">
      <span class="hidden">{loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span class="skeleton-line" key={line} />
      ))}
    </div>
  );
}
