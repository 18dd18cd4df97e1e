'use client'
import { CopyCheck, Save } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { FormError } from '@/components/forms/form-error'
import { PendingContext } from '@/components/forms/pending'
import { SubmitButton } from '@/components/forms/submit-button'
import { useFormAction } from '@/components/forms/use-form-action'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { Checkbox } from '@/components/ui/checkbox'
import { CodeText } from '@/components/ui/code-text'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { KeepDaysField, type SettingsShown } from '../../settings-fields'
import { saveTemplate, type ExistingTemplate, type SaveState } from './actions'

type SaveFormProps = {
  jobId: string
  defaultName: string
  /** The sample's, which the template has unless the person writes another. */
  fileName: string
  login: { name: string; userName: string } | undefined
  settings: SettingsShown & { recipients: readonly string[] }
  /** The template that this login already has for the sample's name. */
  existing: ExistingTemplate | undefined
}

const NAME_LENGTH_MAX = 200
const NOTE_LENGTH_MAX = 500
const FILE_NAME_LENGTH_MAX = 255

export function SaveForm({ jobId, defaultName, fileName, login, settings, existing }: SaveFormProps) {
  const words = useTranslations('wizard.save')
  const restore = useTranslations('templateForms.restore')
  const shadow = useTranslations('replays.shadow')
  const shared = useTranslations('wizard.settings')
  const initial: SaveState = existing ? { existing, existingName: fileName } : {}
  const { state, isPending, formProps } = useFormAction(saveTemplate.bind(null, jobId), initial)
  const [typed, setTyped] = useState(fileName)
  const [name, setName] = useState<string>()
  // What was found for another name says nothing about the one that stands there now.
  const conflict = state.existing && state.existingName === typed ? state.existing : undefined
  return (
    <Form {...formProps} aria-labelledby="save-title" className="flex flex-col gap-6">
      <h2 id="save-title" className="text-xl">
        {words('template')}
      </h2>
      <FormError>{state.error}</FormError>
      <PendingContext value={isPending}>
        <TextField
          name="name"
          label={words('name')}
          description={words('nameHelp')}
          value={name ?? conflict?.name ?? defaultName}
          onChange={setName}
          isRequired
          maxLength={NAME_LENGTH_MAX}
        />
        <TextField
          name="fileName"
          mono
          label={words('fileName')}
          description={words('fileNameHelp')}
          value={typed}
          onChange={setTyped}
          isRequired
          maxLength={FILE_NAME_LENGTH_MAX}
        />
        {typed !== fileName ? <Alert tone="warn">{words('fileNameChanged', { fileName })}</Alert> : null}
        {login ? (
          <p>
            <span className="block text-sm font-semibold">{words('login')}</span>
            {login.name} <CodeText>{login.userName}</CodeText>
          </p>
        ) : null}
        <Checkbox name="notifyOnSuccess" defaultSelected={settings.notifyOnSuccess} description={shared('notifyHelp')}>
          {shared('notifyOnSuccess')}
        </Checkbox>
        <TextArea
          name="recipients"
          label={shared('recipients')}
          description={shared('recipientsHelp')}
          isOptional
          rows={3}
          defaultValue={settings.recipients.join('\n')}
        />
        <KeepDaysField days={settings.keepDays} />
        {conflict ? (
          <TextField
            name="note"
            label={restore('note')}
            description={restore('noteHelp')}
            maxLength={NOTE_LENGTH_MAX}
            isOptional
          />
        ) : null}
        {conflict ? (
          <Alert
            tone="warn"
            isLive
            title={words('existsTitle')}
            actions={
              <>
                <SubmitButton name="newVersionOf" value={conflict.id} icon={<Save aria-hidden className="size-5" />}>
                  {words('saveVersion', { version: conflict.next })}
                </SubmitButton>
                <SubmitButton
                  name="shadowOf"
                  value={conflict.id}
                  variant="secondary"
                  icon={<CopyCheck aria-hidden className="size-5" />}
                >
                  {shadow('save')}
                </SubmitButton>
                <ButtonLink href={`/templates/${conflict.id}`} variant="secondary">
                  {words('seeExisting')}
                </ButtonLink>
              </>
            }
          >
            <p>{words('existsBody', { name: conflict.name, version: conflict.version })}</p>
            <p className="mt-2">{shadow('saveHelp')}</p>
          </Alert>
        ) : (
          <div>
            <SubmitButton icon={<Save aria-hidden className="size-5" />}>{words('save')}</SubmitButton>
          </div>
        )}
      </PendingContext>
    </Form>
  )
}
