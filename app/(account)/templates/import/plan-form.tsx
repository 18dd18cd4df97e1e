'use client'

import { FileDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type Ref } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { NoteField } from '../note-field'
import { WordedDifferences } from '../worded-diff'
import type { Wish } from './ask'
import { isSameWish, type Shown } from './import-form'

type Props = {
  ref: Ref<HTMLHeadingElement>
  shown: Shown
  isBusy: boolean
  /** Shows what another name or file name would do. */
  onLook: (wish: Wish) => void
  onTake: (wish: Wish, note: string) => void
}

/** What a template file would do, with the names under which it does; and the button that does it. */
export function PlanForm({ ref, shown, isBusy, onLook, onTake }: Props) {
  const words = useTranslations('templateForms.import')
  const page = useTranslations('templateForms')
  const { plan } = shown
  const [name, setName] = useState(plan.name)
  const [fileName, setFileName] = useState(plan.fileName)
  const [note, setNote] = useState('')
  const wish = { transferLoginId: shown.wish.transferLoginId, name, fileName }
  const isShown = isSameWish(wish, shown)
  const { standing } = plan
  return (
    <section aria-labelledby="plan-title" className="flex flex-col gap-6">
      <h2 id="plan-title" ref={ref} tabIndex={-1} className="text-xl outline-none">
        {standing ? words('planVersion', { name: standing.name, version: standing.version + 1 }) : words('planNew')}
      </h2>
      <p className="text-ink-soft">{words(standing ? 'planVersionText' : 'planNewText', { type: plan.type })}</p>
      {plan.values > 0 ? <Alert tone="info">{words('values', { count: plan.values })}</Alert> : null}
      {plan.lookAlike ? (
        <Alert tone="warn" title={words('lookAlike')}>
          {plan.lookAlike}
        </Alert>
      ) : null}
      {plan.isSame ? <Alert tone="good">{words('same')}</Alert> : <WordedDifferences diff={plan.diff} />}
      <form
        className="flex max-w-3xl flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          if (isShown) onTake(wish, note)
          else onLook(wish)
        }}
      >
        <TextField
          label={page('fields.fileName')}
          description={page('fields.fileNameHelp')}
          value={fileName}
          onChange={setFileName}
          isRequired
          mono
        />
        <TextField label={page('fields.name')} value={name} onChange={setName} isRequired maxLength={200} />
        <NoteField value={note} onChange={setNote} />
        <div>
          <Button
            type="submit"
            isPending={isBusy}
            isDisabled={isShown && plan.isSame}
            icon={<FileDown aria-hidden className="size-5" />}
          >
            {isShown ? words(standing ? 'takeVersion' : 'takeNew') : words('lookAgain')}
          </Button>
        </div>
      </form>
    </section>
  )
}
