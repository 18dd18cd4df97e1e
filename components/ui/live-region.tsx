/** Says a text to screen readers whenever it changes; nothing to see. */
export function LiveRegion({ children }: { children: string }) {
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {children}
    </div>
  )
}
