'use client'
// Begins with a file: its columns and the kinds of their values are read in the browser, from the first rows alone;
// nothing of it is sent anywhere. What looks private is named and not chosen.
import { FileSpreadsheet } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { classes } from '@/components/ui/classes'
import { Dialog } from '@/components/ui/dialog'
import { proposeFields, type Proposal } from '@/lib/custom-types/propose-fields'
import { readPreview } from '../imports/[jobId]/sample/read-preview'
import type { DraftField, Edit } from './draft'

type FromFileProps = { known: readonly DraftField[]; edit: (edit: Edit) => void }

export function FromFile({ known, edit }: FromFileProps) {
  const words = useTranslations('typesPage.fromFile')
  const [isOpen, setOpen] = useState(false)
  const [proposal, setProposal] = useState<Proposal>()
  const close = () => {
    setOpen(false)
    setProposal(undefined)
  }
  return (
    <>
      <Button
        variant="secondary"
        icon={<FileSpreadsheet aria-hidden className="size-5" />}
        onPress={() => setOpen(true)}
      >
        {words('action')}
      </Button>
      <Dialog title={words('title')} isOpen={isOpen} onOpenChange={(next) => (next ? setOpen(true) : close())} wide>
        {proposal ? (
          <Chosen
            proposal={proposal}
            known={known}
            take={(names) => {
              const fields = proposal.fields.filter(({ name }) => names.has(name))
              edit({ type: 'take', fields, key: proposal.key })
              close()
            }}
          />
        ) : (
          <PickSample onRead={setProposal} />
        )}
      </Dialog>
    </>
  )
}

function PickSample({ onRead }: { onRead: (proposal: Proposal) => void }) {
  const words = useTranslations('typesPage.fromFile')
  const [problem, setProblem] = useState<'unreadable' | 'noHeader'>()
  const read = async (file: File) => {
    setProblem(undefined)
    try {
      const outcome = await readPreview(file, { hasHeader: true })
      if (!outcome.ok) return setProblem('unreadable')
      const { header, rows } = outcome.preview
      const proposal = proposeFields(header, rows.map(({ cells }) => cells)) // prettier-ignore
      if (proposal.fields.length === 0) return setProblem('noHeader')
      onRead(proposal)
    } catch {
      setProblem('unreadable')
    }
  }
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    multiple: false,
    noClick: true,
    noKeyboard: true,
    onDrop: ([file]) => {
      if (file) void read(file)
    },
  })
  return (
    <div
      {...getRootProps({ role: 'group', 'aria-label': words('drop') })}
      className={classes(
        'flex flex-col items-center gap-4 rounded-2xl border-2 border-dashed px-6 py-10 text-center',
        isDragActive ? 'border-brand bg-brand-soft' : 'border-edge/60',
      )}
    >
      <input {...getInputProps({ accept: '.csv,.tsv,.txt,.tab,text/csv,text/plain,text/tab-separated-values' })} />
      <p className="font-semibold">{words('drop')}</p>
      <Button onPress={open}>{words('browse')}</Button>
      <p className="max-w-md text-sm text-ink-soft">{words('stays')}</p>
      {problem ? (
        <Alert tone="bad" isLive>
          {words(problem)}
        </Alert>
      ) : null}
    </div>
  )
}

type ChosenProps = { proposal: Proposal; known: readonly DraftField[]; take: (names: ReadonlySet<string>) => void }

/** The columns that were found, to choose from. */
function Chosen({ proposal: { fields, key }, known, take }: ChosenProps) {
  const words = useTranslations('typesPage.fromFile')
  const kinds = useTranslations('typesPage.kind')
  const isKnown = (name: string) => known.some((field) => field.name === name)
  const [names, setNames] = useState<ReadonlySet<string>>(
    new Set(fields.filter(({ name, isPrivate }) => !isPrivate && !isKnown(name)).map(({ name }) => name)),
  )
  const toggle = (name: string, isChosen: boolean) =>
    setNames(new Set([...names].filter((one) => one !== name).concat(isChosen ? [name] : [])))
  return (
    <div className="flex flex-col gap-5">
      <p className="text-ink-soft">{words('found', { count: fields.length })}</p>
      <ul className="flex flex-col divide-y divide-rule">
        {fields.map(({ name, kind, isPrivate, sensitive, samples }) => (
          <li key={name} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-2">
            <Checkbox
              isSelected={names.has(name)}
              isDisabled={isKnown(name)}
              onChange={(isChosen) => toggle(name, isChosen)}
              description={
                isPrivate
                  ? words('private')
                  : [kinds(`${kind}.title`), name === key ? words('key') : '', samples.join(', ')]
                      .filter((part) => part !== '')
                      .join(' · ')
              }
            >
              <span className="font-mono foreign-text">{name}</span>
            </Checkbox>
            {isKnown(name) ? <Badge>{words('known')}</Badge> : null}
            {sensitive && !isKnown(name) ? <Badge tone="warn">{words('sensitive')}</Badge> : null}
          </li>
        ))}
      </ul>
      <div className="flex justify-end">
        <Button isDisabled={names.size === 0} onPress={() => take(names)}>
          {words('take', { count: names.size })}
        </Button>
      </div>
    </div>
  )
}
