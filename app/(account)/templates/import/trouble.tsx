import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { FileName } from '@/components/ui/file-name'
import { Alert } from '@/components/ui/alert'
import type { TroubleShown } from './import-form'

/** Why a template file is not taken: every place of it, each with what to do. */
export function Trouble({
  ref,
  fileName,
  trouble,
}: {
  ref: Ref<HTMLHeadingElement>
  fileName: string
  trouble: TroubleShown
}) {
  const words = useTranslations('templateForms.import')
  return (
    <section aria-labelledby="trouble-title">
      <h2 id="trouble-title" ref={ref} tabIndex={-1} className="mb-3 text-xl outline-none">
        {words.rich('troubleTitle', { file: () => <FileName key="file" name={fileName} /> })}
      </h2>
      <Alert tone="bad" isLive title={trouble.message}>
        {trouble.problems.length > 0 ? (
          <ul className="list-disc pl-5">
            {trouble.problems.map((problem) => (
              <li key={problem} className="foreign-text">
                {problem}
              </li>
            ))}
          </ul>
        ) : null}
      </Alert>
    </section>
  )
}
