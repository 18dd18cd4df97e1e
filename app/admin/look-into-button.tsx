import type { ReactNode } from 'react'
import { classes } from '@/components/ui/classes'
import { lookInto } from './look-into'

type Props = { accountId: string; to?: string; children: ReactNode; className?: string }

/** Looks like a link, but opens the account first: that changes something, so it is no link. */
export function LookIntoButton({ accountId, to = '/', children, className }: Props) {
  return (
    <form action={lookInto.bind(null, accountId, to)} className="inline">
      <button className={classes('inline-block cursor-pointer py-0.5 text-left link', className)}>{children}</button>
    </form>
  )
}
