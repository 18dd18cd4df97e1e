import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { CopyButton } from '@/components/ui/copy-button'
import type { Guide } from '@/lib/guides/guide'
import type { Say } from '@/lib/guides/marked'
import type { Script } from '@/lib/guides/scripts/script'
import { Commands } from './commands'
import { MarkedText } from './marked-text'
import { Part } from './part'

/** What to do, in order, with every line that is to be typed. */
export async function StepsPart({ guide, say }: { guide: Guide; say: Say }) {
  const words = await getTranslations('guides.page')
  const command = say('command.copyLabel')
  return (
    <Part id="steps" title={guide.stepsTitle}>
      {guide.stepsNote ? <p className="mb-3 text-ink-soft print:mb-0.5">{guide.stepsNote}</p> : null}
      <ol className="flex max-w-4xl list-decimal flex-col gap-3 pl-6 marker:font-bold marker:text-brand print:max-w-none print:gap-0.5 print:pl-5">
        {guide.steps.map(({ id, text, commands }, index) => (
          <li key={id}>
            <MarkedText>{text}</MarkedText>
            {commands === undefined ? null : (
              <Commands
                label={`${command} ${index + 1}`}
                copyLabel={words('copy', { what: `${command} ${index + 1}` })}
              >
                {commands}
              </Commands>
            )}
          </li>
        ))}
      </ol>
      {guide.scripts
        .filter(({ isProgram }) => isProgram)
        .map(({ fileName }) => (
          <p key={fileName} className="hidden print:block">
            {say('script.onScreen', { file: fileName })}
          </p>
        ))}
    </Part>
  )
}

/** The script, to be read, copied and saved; other files only to be saved. Nobody types one off a sheet of paper. */
export function ScriptsPart({ guide, say, folder }: { guide: Guide; say: Say; folder: string }) {
  if (guide.scripts.length === 0) return null
  const programs = guide.scripts.filter(({ isProgram }) => isProgram)
  return (
    <Part id="script" title={programs.length > 0 ? say('script.title') : say('script.files')} className="print:hidden">
      {guide.scripts.map((script) => (
        <ScriptFile key={script.fileName} script={script} href={`${folder}/${script.fileName}${queryOf(guide)}`} />
      ))}
    </Part>
  )
}

const queryOf = ({ protocol, locale }: Guide) => `?protocol=${protocol}&lang=${locale}`

async function ScriptFile({ script: { fileName, text, isProgram }, href }: { script: Script; href: string }) {
  const words = await getTranslations('guides.page')
  return (
    <div className="card">
      <div className="flex flex-wrap items-center justify-between gap-3 p-4">
        <bdi translate="no" className="font-mono font-semibold text-ink">
          {fileName}
        </bdi>
        <span className="flex flex-wrap gap-3">
          {isProgram ? <CopyButton text={text} label={words('copy', { what: fileName })} /> : null}
          <ButtonLink
            href={href}
            download
            variant="secondary"
            size="small"
            icon={<Download aria-hidden className="size-4" />}
          >
            {words('download', { file: fileName })}
          </ButtonLink>
        </span>
      </div>
      {isProgram ? (
        <pre
          translate="no"
          role="group"
          aria-label={fileName}
          tabIndex={0}
          className="overflow-x-auto border-t border-rule bg-sunken p-4 text-sm text-ink"
        >
          {text}
        </pre>
      ) : null}
    </div>
  )
}
