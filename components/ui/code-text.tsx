import { classes } from './classes'

/** User names, keys, fingerprints, commands: copied letter by letter. */
export function CodeText({ children, className }: { children: string; className?: string }) {
  return (
    <code
      translate="no"
      className={classes(
        'rounded bg-sunken px-1.5 py-0.5 text-[0.95em] foreign-text [overflow-wrap:anywhere] text-ink',
        className,
      )}
    >
      {children}
    </code>
  )
}
