'use client'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Alert } from '@/components/ui/alert'
import { Select } from '@/components/ui/select'
import { changeMember } from './actions'

const IGNORED = 'ignored'

type MemberTypeProps = {
  jobId: string
  /** Of the member. */
  name: string
  /** Null: it is not imported. */
  importType: string | null
  types: readonly { name: string; title: string }[]
}

/** What a file of a bundle holds; its columns are mapped by suggestion as soon as that changes. */
export function MemberType({ jobId, name, importType, types }: MemberTypeProps) {
  const words = useTranslations('wizard.columns.bundle')
  const [error, setError] = useState<string>()
  const [isPending, start] = useTransition()
  const change = (key: string) =>
    start(async () => {
      const state = await changeMember(jobId, name, key === IGNORED ? null : key)
      setError(state.error)
    })
  return (
    <div className="mb-8 max-w-xl">
      <Select
        label={words('holds', { name })}
        value={importType ?? IGNORED}
        isDisabled={isPending}
        onChange={(key) => change(String(key))}
        options={[
          { id: IGNORED, label: words('ignore') },
          ...types.map((type) => ({ id: type.name, label: type.title })),
        ]}
      />
      {error ? (
        <Alert tone="bad" isLive className="mt-4">
          {error}
        </Alert>
      ) : null}
    </div>
  )
}
