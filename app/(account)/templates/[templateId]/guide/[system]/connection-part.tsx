import { getTranslations } from 'next-intl/server'
import { CodeText } from '@/components/ui/code-text'
import { CopyButton } from '@/components/ui/copy-button'
import type { ConnectionFact, Trust } from '@/lib/guides/connection'
import type { Guide } from '@/lib/guides/guide'
import type { Say } from '@/lib/guides/marked'
import { MarkedText } from './marked-text'
import { Part } from './part'

/** Where to send it, and how to tell that it is this server. Side by side on paper. */
export function ConnectionPart({ guide, say }: { guide: Guide; say: Say }) {
  return (
    <div className="print:grid print:grid-cols-[5fr_6fr] print:gap-x-6">
      <Part id="connect" title={say('connect.title')}>
        <dl className="divide-y divide-rule card print:border-x-0">
          {guide.connection.map((fact) => (
            <Fact key={fact.id} fact={fact} />
          ))}
        </dl>
      </Part>
      <Part id="trust" title={say('trust.title')}>
        <TrustFacts trust={guide.trust} />
      </Part>
    </div>
  )
}

async function Fact({ fact }: { fact: ConnectionFact }) {
  const words = await getTranslations('guides.page')
  const { term, value, isCopied, note } = fact
  return (
    <div className="grid gap-x-4 gap-y-1 px-6 py-2.5 sm:grid-cols-[minmax(8rem,1fr)_minmax(0,3fr)] print:grid-cols-[5.5rem_minmax(0,1fr)] print:px-0 print:py-0.5">
      <dt className="text-sm font-semibold text-ink-soft print:text-[8pt]">{term}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 print:gap-x-2">
        {isCopied ? <CodeText className="font-semibold">{value}</CodeText> : <span>{value}</span>}
        {note ? <span className="text-sm text-ink-soft print:text-[7.5pt]">{note}</span> : null}
        {isCopied ? (
          <span className="ml-auto print:hidden">
            <CopyButton text={value} label={words('copy', { what: term })} variant="quiet" />
          </span>
        ) : null}
      </dd>
    </div>
  )
}

function TrustFacts({ trust }: { trust: Trust }) {
  return (
    <>
      <p className="mb-2 max-w-3xl print:mb-1">
        <MarkedText>{trust.text}</MarkedText>
      </p>
      <dl className="flex flex-col gap-2 print:gap-0.5">
        {trust.prints.map(({ label, value, old }) => (
          <div key={label}>
            <dt className="text-sm font-semibold text-ink-soft print:text-[8pt]">{label}</dt>
            <dd>
              <CodeText className="print:text-[7.5pt]">{value}</CodeText>
              {old === undefined ? null : (
                <p className="text-sm text-ink-soft print:text-[7pt]">
                  {trust.oldLabel} <CodeText className="print:text-[7pt]">{old}</CodeText>
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
