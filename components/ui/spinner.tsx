import { LoaderCircle } from 'lucide-react'
import { classes } from './classes'

/** Says with movement alone that something goes on; the words stand beside it. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={classes('size-[1.1em] animate-spin', className)} />
}
