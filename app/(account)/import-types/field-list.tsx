'use client'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { LiveRegion } from '@/components/ui/live-region'
import { FIELDS_MAX } from '@/lib/custom-types/definition'
import type { ProblemShown } from './actions'
import type { Draft, Edit } from './draft'
import { FieldRow } from './field-row'
import type { ReferenceTarget } from './reference-targets'

export type FieldListProps = {
  draft: Draft
  edit: (edit: Edit) => void
  problems: readonly ProblemShown[]
  keyProblem: string | undefined
  targets: readonly ReferenceTarget[]
  ownName: string | undefined
}

/** The fields in the order of the file. Added, removed and moved by buttons, so that a keyboard is enough. */
export function FieldList({ draft, edit, problems, keyProblem, targets, ownName }: FieldListProps) {
  const words = useTranslations('typesPage.form')
  const { fields } = draft
  const list = useRef<HTMLOListElement>(null)
  const adding = useRef(false)
  const [said, say] = useState('')
  // A new line is there to be filled in.
  useEffect(() => {
    if (!adding.current) return
    adding.current = false
    list.current?.querySelector<HTMLInputElement>(':scope > li:last-child input')?.focus()
  }, [fields.length])
  const problemsOf = (index: number) =>
    problems.filter(({ path }) => path[0] === 'fields' && path[1] === index && path.length > 1)
  return (
    <>
      <LiveRegion>{said}</LiveRegion>
      {keyProblem ? <p className="mb-3 font-semibold text-bad">{keyProblem}</p> : null}
      <ol ref={list} className="flex flex-col gap-3">
        {fields.map((field, index) => (
          <FieldRow
            key={field.id}
            field={field}
            place={index + 1}
            count={fields.length}
            problems={problemsOf(index)}
            targets={targets}
            ownName={ownName}
            change={(change) => edit({ type: 'field', id: field.id, change })}
            remove={() => {
              edit({ type: 'remove', id: field.id })
              say(words('removed', { name: field.name || String(index + 1) }))
            }}
            move={(by) => {
              edit({ type: 'move', id: field.id, by })
              say(words('moved', { name: field.name || String(index + 1), place: index + 1 + by }))
            }}
          />
        ))}
      </ol>
      <Button
        variant="secondary"
        className="mt-4"
        icon={<Plus aria-hidden className="size-5" />}
        isDisabled={fields.length >= FIELDS_MAX}
        onPress={() => {
          adding.current = true
          edit({ type: 'add' })
        }}
      >
        {words('add')}
      </Button>
    </>
  )
}
