'use client'
import { useTranslations } from 'next-intl'
import { useOptimistic, useTransition } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { changeAbsence } from './actions'

type MemberAbsenceProps = { jobId: string; name: string; mayBeAbsent: boolean }

/** Whether a delivery without this file is one all the same. Where there is a manifest, it says so itself. */
export function MemberAbsence({ jobId, name, mayBeAbsent }: MemberAbsenceProps) {
  const words = useTranslations('wizard.columns.bundle')
  const [isSelected, select] = useOptimistic(mayBeAbsent)
  const [, start] = useTransition()
  const change = (next: boolean) =>
    start(async () => {
      select(next)
      await changeAbsence(jobId, name, next)
    })
  return (
    <Checkbox
      isSelected={isSelected}
      onChange={change}
      description={words('mayBeAbsentHelp')}
      className="mb-8 max-w-xl"
    >
      {words('mayBeAbsent')}
    </Checkbox>
  )
}
