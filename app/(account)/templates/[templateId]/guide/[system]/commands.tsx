import { CopyButton } from '@/components/ui/copy-button'

/** Lines to be typed as they stand, with a button that copies them. */
export function Commands({ label, copyLabel, children }: { label: string; copyLabel: string; children: string }) {
  return (
    <div className="mt-2 flex flex-wrap items-start justify-between gap-3 rounded-lg border border-rule bg-sunken p-3 print:mt-0.5 print:border-0 print:px-1.5 print:py-0.5">
      <pre
        translate="no"
        className="min-w-0 flex-1 overflow-x-auto text-sm text-ink print:text-[7.5pt] print:leading-tight print:[overflow-wrap:anywhere] print:whitespace-pre-wrap"
        tabIndex={0}
        role="group"
        aria-label={label}
      >
        {children}
      </pre>
      <CopyButton text={children} label={copyLabel} />
    </div>
  )
}
