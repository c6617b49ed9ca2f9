/** Seats in use against seats held, as a bar; says nothing that the figures beside it do not. */
export function Meter({ entitled, consumed }: { readonly entitled: number | null; readonly consumed: number | null }) {
  if (entitled === null || consumed === null) return null;
  const whole = Math.max(entitled, consumed, 1);
  const held = (100 * entitled) / whole;
  const used = (100 * consumed) / whole;
  return (
    <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="meter-held" width={held} height="4" />
      <rect class="meter-used" width={Math.min(held, used)} height="4" />
      {used > held && <rect class="meter-over" x={held} width={used - held} height="4" />}
    </svg>
  );
}
