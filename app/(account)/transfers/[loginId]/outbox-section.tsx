import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { Checkbox } from '@/components/ui/checkbox'
import { CodeText } from '@/components/ui/code-text'
import { DataTable } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { EmptyState } from '@/components/ui/empty-state'
import { FileSize } from '@/components/ui/file-size'
import { RadioGroup } from '@/components/ui/radio-group'
import { Section } from '@/components/ui/section'
import type { TransferLogin } from '@/lib/accounts/transfer-logins'
import { outboxOfLogin, type OutboxFile } from '@/lib/outbox-files/outbox-file'
import { saveOutbox, writePlans } from './actions'

const FILES_SHOWN = 20
const choices = ['problems', 'rows', 'none'] as const

/** What a login finds in its outbox, and what lies there now. */
export async function OutboxSection({ login }: { login: TransferLogin }) {
  const words = await getTranslations('transfers.outbox')
  const files = (await outboxOfLogin(login.id)).slice(0, FILES_SHOWN)
  return (
    <Section id="outbox" title={words('title')} lead={words('lead')} className="print:hidden">
      <ActionForm action={saveOutbox.bind(null, login.id)} className="max-w-2xl">
        <RadioGroup
          name="replyFiles"
          label={words('replies.label')}
          description={login.rehearsesId ? words('replies.rehearsal') : words('replies.help')}
          defaultValue={login.replyFiles}
          options={choices.map((value) => ({
            value,
            label: words(`replies.${value}.label`),
            description: words(`replies.${value}.text`),
          }))}
        />
        {login.rehearsesId ? null : (
          <Checkbox
            name="getsCoursePlans"
            value="yes"
            defaultSelected={login.getsCoursePlans}
            description={words('plans.dailyHelp')}
          >
            {words('plans.daily')}
          </Checkbox>
        )}
        <SubmitButton className="self-start">{words('save')}</SubmitButton>
      </ActionForm>
      {login.rehearsesId || login.disabledAt ? null : (
        <ActionForm action={writePlans.bind(null, login.id)} className="mt-6 max-w-2xl">
          <SubmitButton variant="secondary" className="self-start">
            {words('plans.now')}
          </SubmitButton>
        </ActionForm>
      )}
      <div className="mt-8">
        {files.length === 0 ? (
          <EmptyState level={3} title={words('empty.title')}>
            {words('empty.text')}
          </EmptyState>
        ) : (
          <Files files={files} />
        )}
      </div>
    </Section>
  )
}

async function Files({ files }: { files: readonly OutboxFile[] }) {
  const words = await getTranslations('transfers.outbox')
  return (
    <DataTable
      caption={words('title')}
      rows={files}
      rowKey={(file) => file.id}
      columns={[
        {
          id: 'name',
          header: words('columns.name'),
          isRowHeader: true,
          cell: (file) => (
            <a href={`/outbox-files/${file.id}`} className="link" download>
              <CodeText>{file.name}</CodeText>
            </a>
          ),
        },
        { id: 'size', header: words('columns.size'), cell: (file) => <FileSize bytes={file.size} /> },
        {
          id: 'written',
          header: words('columns.written'),
          cell: (file) => <DateTime at={file.readyAt ?? file.createdAt} />,
        },
        {
          id: 'fetched',
          header: words('columns.fetched'),
          cell: (file) => (file.fetchedAt ? <DateTime at={file.fetchedAt} /> : words('notYet')),
        },
      ]}
    />
  )
}
