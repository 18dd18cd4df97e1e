'use client'
import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { Select } from '@/components/ui/select'
import { SettingsFields, type SettingsShown } from '../../settings-fields'
import { saveSettings } from './actions'

type JobSettingsFormProps = {
  jobId: string
  settings: SettingsShown
  importType: string
  types: readonly { name: string; family: string; title: string }[]
  login: string
  logins: readonly { id: string; name: string; userName: string }[]
}

export function JobSettingsForm({ jobId, settings, importType, types, login, logins }: JobSettingsFormProps) {
  const words = useTranslations('wizard')
  const families = [...new Set(types.map((type) => type.family))]
  return (
    <ActionForm action={saveSettings.bind(null, jobId)} label={words('settings.title')} className="max-w-3xl gap-8">
      <Select
        name="importType"
        label={words('settings.type')}
        description={words('settings.typeHelp')}
        className="max-w-md"
        defaultValue={importType}
        sections={families.map((family) => ({
          id: family,
          title: words(`new.family.${family.replaceAll('.', '-')}`),
          options: types
            .filter((type) => type.family === family)
            .map(({ name, title }) => ({ id: name, label: title })),
        }))}
      />
      <Select
        name="transferLogin"
        label={words('new.login')}
        description={words('new.loginHelp')}
        className="max-w-md"
        defaultValue={login}
        options={logins.map(({ id, name, userName }) => ({ id, label: name, description: userName }))}
      />
      <SettingsFields settings={settings} />
      <div>
        <SubmitButton>{words('settings.save')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
