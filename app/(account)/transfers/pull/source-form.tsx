'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '@/components/forms/action-form'
import type { FormAction } from '@/components/forms/form-state'
import { SubmitButton } from '@/components/forms/submit-button'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import type { Schedule } from '@/lib/pull/schedule'
import { ScheduleFields } from './schedule-fields'
import { SignInFields } from './sign-in-fields'

const protocols = ['sftp', 'ftps', 'ftps-implicit'] as const
const usualPorts = { sftp: '22', ftps: '21', 'ftps-implicit': '990' } as const
const afters = ['leave', 'move', 'delete'] as const

type Protocol = (typeof protocols)[number]

export type SourceValues = {
  readonly name: string
  readonly transferLogin: string
  readonly protocol: Protocol
  readonly host: string
  readonly port: number
  readonly userName: string
  readonly folder: string
  readonly fileNames: readonly string[]
  readonly schedule: Schedule
  readonly after: (typeof afters)[number]
  readonly moveFolder: string | null
}

export type SourceFormProps = {
  action: FormAction
  submit: string
  logins: readonly { id: string; label: string }[]
  /** The account's time zone. */
  zone: string
  /** Absent: a new one. */
  values?: SourceValues
}

/** Everything there is to say about a server from which files are fetched. */
export function SourceForm({ action, submit, logins, zone, values }: SourceFormProps) {
  const words = useTranslations('pull')
  const [protocol, setProtocol] = useState<Protocol>(values?.protocol ?? 'sftp')
  const [port, setPort] = useState(values ? String(values.port) : usualPorts.sftp)
  const [after, setAfter] = useState<string>(values?.after ?? 'leave')
  const choose = (chosen: Protocol) => {
    // A port that somebody typed stays.
    if (port === '' || port === usualPorts[protocol]) setPort(usualPorts[chosen])
    setProtocol(chosen)
  }
  return (
    <ActionForm action={action} className="max-w-2xl gap-7">
      <TextField
        name="name"
        label={words('fields.name')}
        description={words('fields.nameHelp')}
        defaultValue={values?.name}
        isRequired
        maxLength={100}
      />
      <Select
        name="transferLogin"
        label={words('fields.login')}
        description={words('fields.loginHelp')}
        options={logins}
        defaultValue={values?.transferLogin ?? logins[0]?.id}
      />
      <RadioGroup
        name="protocol"
        label={words('fields.protocol')}
        value={protocol}
        onChange={(chosen) => choose(chosen as Protocol)}
        options={protocols.map((value) => ({
          value,
          label: words(`protocols.${value}.label`),
          description: words(`protocols.${value}.help`),
        }))}
      />
      <TextField
        name="host"
        label={words('fields.host')}
        description={words('fields.hostHelp')}
        defaultValue={values?.host}
        isRequired
        mono
        maxLength={253}
      />
      <TextField
        name="port"
        label={words('fields.port')}
        value={port}
        onChange={setPort}
        inputMode="numeric"
        className="max-w-40"
      />
      <TextField
        name="userName"
        label={words('fields.userName')}
        defaultValue={values?.userName}
        isRequired
        mono
        autoComplete="off"
      />
      <SignInFields isSftp={protocol === 'sftp'} isNew={!values} />
      <TextField
        name="folder"
        label={words('fields.folder')}
        description={words('fields.folderHelp')}
        defaultValue={values?.folder}
        isOptional
        mono
      />
      <TextArea
        name="fileNames"
        label={words('fields.fileNames')}
        description={words('fields.fileNamesHelp')}
        defaultValue={values?.fileNames.join('\n')}
        isOptional
        mono
        rows={3}
      />
      <ScheduleFields zone={zone} schedule={values?.schedule} />
      <RadioGroup
        name="after"
        label={words('fields.after')}
        value={after}
        onChange={setAfter}
        options={afters.map((value) => ({
          value,
          label: words(`afters.${value}.label`),
          description: words(`afters.${value}.help`),
        }))}
      />
      {after === 'move' ? (
        <TextField
          name="moveFolder"
          label={words('fields.moveFolder')}
          description={words('fields.moveFolderHelp')}
          defaultValue={values?.moveFolder ?? ''}
          isRequired
          mono
        />
      ) : null}
      <SubmitButton className="self-start">{submit}</SubmitButton>
    </ActionForm>
  )
}
