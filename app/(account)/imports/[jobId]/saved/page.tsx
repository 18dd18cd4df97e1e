import { BookOpenText } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { CopyButton } from '@/components/ui/copy-button'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { transferLoginById } from '@/lib/accounts/transfer-logins'
import { templateById } from '@/lib/templates/template'
import { ConnectionFacts } from '../../../transfers/connection-facts'
import { connection } from '../../../transfers/connection'
import { sftpLine } from '../../../transfers/sftp-line'
import { jobInView } from '../../open-job'
import type { JobParams } from '../../job-steps'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('wizard')
  return { title: words('saved.title') }
}

/** What to do next: the template is there, the file may come. */
export default async function SavedPage({ params }: { params: JobParams }) {
  const { jobId } = await params
  const { account, job } = await jobInView(jobId)
  const template = job.templateId ? await templateById(account.id, job.templateId) : null
  if (!template) notFound()
  const words = await getTranslations('wizard')
  const guides = await getTranslations('guides.page')
  const login = await transferLoginById(account.id, template.transferLoginId)
  const server = connection()
  const commands = login ? `${sftpLine(server, login.sftpUserName)}\nput ${quoted(template.fileName)}` : ''
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('list.title'), href: '/imports' }]}
        title={words('saved.title')}
        actions={
          <>
            <ButtonLink href={`/templates/${template.id}`}>{words('saved.seeTemplate')}</ButtonLink>
            <ButtonLink href="/imports/new" variant="secondary">
              {words('saved.another')}
            </ButtonLink>
          </>
        }
      />
      <Alert tone="good" title={words('saved.version', { name: template.name, version: template.version })}>
        {words.rich('saved.waits', { file: () => <FileName name={template.fileName} className="font-bold" /> })}
      </Alert>
      {login ? (
        <Section
          id="next"
          title={words('saved.next')}
          lead={words('saved.nextLead')}
          className="mt-12!"
          actions={
            <ButtonLink href={`/templates/${template.id}/guide`} icon={<BookOpenText aria-hidden className="size-5" />}>
              {guides('choose')}
            </ButtonLink>
          }
        >
          <div className="mb-6 flex flex-wrap items-start justify-between gap-4 card bg-board! p-5">
            <pre
              translate="no"
              className="min-w-0 overflow-x-auto text-chalk"
              tabIndex={0}
              aria-label={words('saved.commands')}
            >
              {commands}
            </pre>
            <span className="rounded-lg bg-surface">
              <CopyButton text={commands} label={words('saved.copyCommands')} />
            </span>
          </div>
          <ConnectionFacts connection={server} userName={login.sftpUserName} />
        </Section>
      ) : null}
    </>
  )
}

/** A file name as the sftp client's prompt takes it. */
function quoted(fileName: string): string {
  return /^[\w.-]+$/.test(fileName) ? fileName : `"${fileName.replace(/["\\]/g, '\\$&')}"`
}
