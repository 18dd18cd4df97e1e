'use client'
import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { Select } from '@/components/ui/select'
import { SettingsFields, type SettingsShown } from '../settings-fields'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { createJob } from './actions'
import { TypePicker, type TypeCard } from './type-picker'

export type NewImportFormProps = {
  types: readonly TypeCard[]
  logins: readonly { id: string; name: string; userName: string }[]
  settings: SettingsShown
  /** A delivery whose file becomes the sample. */
  delivery?: { id: string; fileName: string; transferLoginId: string }
}

export function NewImportForm({ types, logins, settings, delivery }: NewImportFormProps) {
  const words = useTranslations('wizard')
  const [onlyLogin] = logins.length === 1 ? logins : []
  return (
    <ActionForm action={createJob} label={words('new.title')} className="gap-12">
      <TypePicker types={types} suggested={delivery ? typeByName(types, delivery.fileName) : undefined} />
      {delivery ? <input type="hidden" name="delivery" value={delivery.id} /> : null}
      <Select
        name="transferLogin"
        label={words('new.login')}
        description={words('new.loginHelp')}
        className="max-w-md"
        defaultValue={delivery?.transferLoginId ?? onlyLogin?.id}
        options={logins.map(({ id, name, userName }) => ({ id, label: name, description: userName }))}
      />
      <section aria-labelledby="settings-title" className="max-w-3xl">
        <h2 id="settings-title" className="mb-6 text-xl">
          {words('settings.title')}
        </h2>
        <SettingsFields settings={settings} />
      </section>
      <div>
        <SubmitButton>
          {words('new.submit')}
          <ArrowRight aria-hidden className="size-5" />
        </SubmitButton>
      </div>
    </ActionForm>
  )
}

/** The type whose usual name this is. */
function typeByName(types: readonly TypeCard[], fileName: string): string | undefined {
  const wanted = fileName.toLowerCase()
  if (wanted.endsWith('.zip')) return BUNDLE
  return types.find((type) => type.fileNames.some((name) => name.toLowerCase() === wanted))?.name
}
