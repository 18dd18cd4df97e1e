import { classes } from './classes'

/** A file name as it stands, byte for byte: in the type that tells l, 1 and I apart, its direction kept to itself. */
export function FileName({ name, className }: { name: string; className?: string }) {
  return (
    <bdi translate="no" className={classes('font-mono text-[0.95em] foreign-text whitespace-pre-wrap', className)}>
      {name}
    </bdi>
  )
}
