import type { ComponentChildren } from 'preact';

/** A word about the word beside it. */
export function Tag({
  children,
  hint,
  loud = false,
}: {
  readonly children: ComponentChildren;
  readonly hint?: string;
  readonly loud?: boolean;
}) {
  return (
    <span class={loud ? 'tag tag-loud' : 'tag'} title={hint}>
      {children}
    </span>
  );
}
