import { getLocale, getTranslations } from 'next-intl/server'
import { SubmitButton } from '@/components/forms/submit-button'
import { inLanguage } from '@/components/import-types/in-language'
import { Alert } from '@/components/ui/alert'
import type { ImportJob } from '@/lib/import-jobs/import-job'
import type { AnalyzedFile } from '@/lib/import-jobs/sample-analysis'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { isManifest } from '@/lib/mapping/bundle/manifest'
import { goOn, saveColumns } from './actions'
import { DialectBar } from './dialect-bar'
import { fieldChoices, gridColumns } from './grid-of-job'
import { LearnedChanges } from './learned-offer'
import { MappingBoard } from './mapping-board'
import { MemberAbsence } from './member-absence'
import { MemberType } from './member-type'
import { loadValues } from './values-action'

/** One file of the sample: how it is read, and which column fills which field. */
export async function FileBoard({ job, file }: { job: ImportJob; file: AnalyzedFile }) {
  const words = await getTranslations('wizard.columns')
  const locale = await getLocale()
  const isBundle = job.importType === BUNDLE
  const saved = job.mapping?.find(({ name }) => name === file.name)
  const isLeftOut = isBundle && job.mapping !== null && !saved
  const type = file.importType === null || isLeftOut ? undefined : job.catalogue.named(file.importType)
  const toCheck = goOn.bind(null, job.id)
  return (
    <>
      {isBundle ? (
        <MemberType
          key={file.name}
          jobId={job.id}
          name={file.name}
          importType={type?.name ?? null}
          types={job.catalogue.offered.map(({ name, title }) => ({ name, title: inLanguage(title, locale) }))}
        />
      ) : null}
      {type && !(isBundle && isManifest(type)) ? (
        <>
          {isBundle && !hasManifest(job) ? (
            <MemberAbsence jobId={job.id} name={file.name} mayBeAbsent={saved?.mayBeAbsent ?? false} />
          ) : null}
          <DialectBar jobId={job.id} fileName={file.name} dialect={file.dialect} rowsEstimate={file.rowsEstimate} />
          <LearnedChanges learned={file.learned ?? []}>
            <MappingBoard
              // Another file or sample, or another reading of it, is another board.
              key={JSON.stringify([job.sample?.sha256, file.name, type.name, file.dialect])}
              columns={await gridColumns(file)}
              fields={await fieldChoices(type, locale)}
              saved={saved && { columns: saved.columns, constants: saved.constants, combined: saved.combined }}
              save={saveColumns.bind(null, job.id, file.name)}
              loadValues={loadValues.bind(null, job.id, file.name)}
              goOn={toCheck}
            />
          </LearnedChanges>
        </>
      ) : (
        <>
          <Alert>{words(type ? 'bundle.isManifest' : 'bundle.isIgnored')}</Alert>
          <form action={toCheck} className="mt-10">
            <SubmitButton>{words('continue')}</SubmitButton>
          </form>
        </>
      )}
    </>
  )
}

function hasManifest({ mapping, analysis }: ImportJob): boolean {
  return (mapping ?? analysis?.files ?? []).some(
    ({ importType }) => importType !== null && isManifest({ name: importType }),
  )
}
