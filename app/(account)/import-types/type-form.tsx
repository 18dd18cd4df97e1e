'use client'
// A type as a form: what it is called, its fields line by line, and the header that comes of it. Nothing is saved before
// the button is pressed; what is wrong is said above and at its place.
import { useTranslations } from 'next-intl'
import { useReducer, useRef, useState, useTransition } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { slugFor, SLUG_LENGTH_MAX } from '@/lib/custom-types/definition'
import { changeType, createType, type ProblemShown, type SaveState } from './actions'
import { definitionOf, edited, type Draft } from './draft'
import { FieldList } from './field-list'
import { FromFile } from './from-file'
import { HeaderPreview } from './header-preview'
import type { ReferenceTarget } from './reference-targets'
import { RenameDialog, renamesIn, type MappedTemplate } from './rename-dialog'

export type TypeFormProps = {
  start: Draft
  /** Undefined: a new type is made. */
  saved?: { slug: string; name: string; version: number; templates: readonly MappedTemplate[] }
  targets: readonly ReferenceTarget[]
}

export function TypeForm({ start, saved, targets }: TypeFormProps) {
  const words = useTranslations('typesPage.form')
  const [draft, edit] = useReducer(edited, start)
  const [isSlugTyped, setSlugTyped] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const { state, isPending, save, summary } = useSaving(draft, saved)
  const problems = state.problems ?? []
  const at = (name: string) => problems.find(({ path }) => path.length === 1 && path[0] === name)?.text
  return (
    <form
      noValidate
      aria-label={words('label')}
      onSubmit={(event) => {
        event.preventDefault()
        if (saved && renamesIn(draft).length > 0) setAsking(true)
        else save()
      }}
    >
      <div ref={summary} tabIndex={-1} className="outline-none">
        <Problems state={state} draft={draft} />
      </div>
      <div>
        <Section id="about" title={words('about')}>
          <div className="flex max-w-2xl flex-col gap-6">
            <TextField
              label={words('title')}
              description={words('titleHelp')}
              isRequired
              maxLength={200}
              value={draft.title}
              errorMessage={at('title')}
              onChange={(title) =>
                edit({
                  type: 'type',
                  change: saved || isSlugTyped ? { title } : { title, slug: slugFor(title) },
                })
              }
            />
            {saved ? null : (
              <TextField
                label={words('slug')}
                description={words('slugHelp', {
                  name: `custom/${draft.slug || '…'}`,
                  file: `${draft.slug || '…'}.csv`,
                })}
                isRequired
                mono
                maxLength={SLUG_LENGTH_MAX}
                value={draft.slug}
                errorMessage={at('slug')}
                onChange={(slug) => {
                  setSlugTyped(slug !== '')
                  edit({ type: 'type', change: { slug: slug.toLowerCase().replaceAll(' ', '-') } })
                }}
              />
            )}
            <TextField
              label={words('description')}
              description={words('descriptionHelp')}
              isOptional
              maxLength={500}
              value={draft.description}
              errorMessage={at('description')}
              onChange={(description) => edit({ type: 'type', change: { description } })}
            />
          </div>
        </Section>
        <Section
          id="fields"
          title={words('fields')}
          lead={words('fieldsLead')}
          actions={<FromFile known={draft.fields} edit={edit} />}
        >
          <FieldList
            draft={draft}
            edit={edit}
            problems={problems}
            targets={targets}
            keyProblem={at('key')}
            ownName={saved?.name}
          />
        </Section>
        <Section id="preview" title={words('preview')} lead={words('previewLead')}>
          <HeaderPreview draft={draft} />
        </Section>
        <Section id="group" title={words('group')} lead={words('groupLead')}>
          <Select
            aria-label={words('group')}
            className="max-w-md"
            value={draft.group === null ? 'none' : String(draft.group)}
            onChange={(id) => edit({ type: 'type', change: { group: id === 'none' ? null : Number(id) } })}
            options={[
              { id: 'none', label: words('groupNone') },
              ...draft.fields
                .filter(({ name }) => name.trim() !== '')
                .map(({ id, name }) => ({ id: String(id), label: name })),
            ]}
          />
        </Section>
      </div>
      {saved ? (
        <RenameDialog
          renames={renamesIn(draft)}
          templates={saved.templates}
          isOpen={isAsking}
          setOpen={setAsking}
          goOn={save}
        />
      ) : null}
      <div className="mt-8 flex flex-wrap gap-3">
        <Button type="submit" isPending={isPending} preventFocusOnPress>
          {words(saved ? 'save' : 'create')}
        </Button>
        <ButtonLink href={saved ? `/import-types/${saved.slug}` : '/import-types'} variant="secondary">
          {words('cancel')}
        </ButtonLink>
      </div>
    </form>
  )
}

/** Sends the draft; if something is wrong, the sentences that say what take the focus. */
function useSaving(draft: Draft, saved: TypeFormProps['saved']) {
  const [state, setState] = useState<SaveState>({})
  const [isPending, startTransition] = useTransition()
  const summary = useRef<HTMLDivElement>(null)
  const save = () =>
    startTransition(async () => {
      const definition = definitionOf(draft, saved?.name ?? '')
      const answer = saved
        ? await changeType(saved.slug, saved.version, definition)
        : await createType(draft.slug, definition)
      // Undefined where it leads to the page of the type.
      setState(answer ?? {})
      if (answer) summary.current?.focus()
    })
  return { state, isPending, save, summary }
}

function Problems({ state: { error, problems = [] }, draft }: { state: SaveState; draft: Draft }) {
  const words = useTranslations('typesPage.form')
  if (!error && problems.length === 0) return null
  return (
    <Alert tone="bad" isLive title={error ?? words('wrong', { count: problems.length })} className="mb-6 max-w-3xl">
      <ul className="list-disc pl-5">
        {problems.map(({ path, text }) => (
          <li key={`${path.join('.')} ${text}`}>
            {placeOf(path, draft)}
            {text}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** The field a problem is about, in front of its sentence, unless the sentence is about the whole. */
function placeOf(path: ProblemShown['path'], { fields }: Draft): string {
  const [part, index] = path
  const field = part === 'fields' && typeof index === 'number' ? fields[index] : undefined
  return field?.name ? `${field.name}: ` : ''
}
