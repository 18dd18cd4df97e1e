'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FileName } from '@/components/ui/file-name'
import type { Draft } from './draft'

/** A template that fills fields of the type. */
export type MappedTemplate = { readonly name: string; readonly fields: readonly string[] }

export type Rename = { readonly from: string; readonly to: string }

/** The saved fields that are called otherwise in the draft. */
export function renamesIn({ fields }: Draft): Rename[] {
  return fields.flatMap(({ was, name }) => (was === undefined || was === name.trim() ? [] : [{ from: was, to: name }]))
}

type RenameDialogProps = {
  renames: readonly Rename[]
  templates: readonly MappedTemplate[]
  isOpen: boolean
  setOpen: (isOpen: boolean) => void
  goOn: () => void
}

/** Asks before fields get other names, and says which templates get a new version of it. */
export function RenameDialog({ renames, templates, isOpen, setOpen, goOn }: RenameDialogProps) {
  const words = useTranslations('typesPage.rename')
  const touched = templates.filter(({ fields }) => renames.some(({ from }) => fields.includes(from)))
  return (
    <Dialog title={words('title', { count: renames.length })} role="alertdialog" isOpen={isOpen} onOpenChange={setOpen}>
      {(close) => (
        <>
          <ul className="list-disc pl-5">
            {renames.map(({ from, to }) => (
              <li key={from}>
                {words.rich('one', {
                  from: () => <FileName key="from" name={from} />,
                  to: () => <FileName key="to" name={to} />,
                })}
              </li>
            ))}
          </ul>
          <p className="mt-4 text-ink-soft">{words('kept')}</p>
          {touched.length > 0 ? (
            <p className="mt-2 text-ink-soft">
              {words('templates', { count: touched.length, names: touched.map(({ name }) => name).join(', ') })}
            </p>
          ) : null}
          <div className="mt-8 flex flex-wrap justify-end gap-3">
            <Button variant="secondary" onPress={close}>
              {words('cancel')}
            </Button>
            <Button
              onPress={() => {
                close()
                goOn()
              }}
            >
              {words('confirm')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
