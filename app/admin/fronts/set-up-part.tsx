import { getTranslations } from 'next-intl/server'
import { CopyButton } from '@/components/ui/copy-button'
import { Section } from '@/components/ui/section'
import type { SetUp } from './set-ups'

/** One set-up to copy, with what it cannot do. */
export async function SetUpPart({ name, text }: SetUp) {
  const words = await getTranslations('fronts.setUps')
  const title = words(`${name}.title`)
  return (
    <Section
      id={name}
      title={title}
      lead={words(`${name}.lead`)}
      actions={<CopyButton text={text} label={words('copy', { name: title })} />}
    >
      <pre
        translate="no"
        tabIndex={0}
        aria-label={title}
        className="max-w-full overflow-x-auto rounded-xl border border-rule bg-sunken p-4 text-sm foreign-text print:whitespace-pre-wrap"
      >
        {text}
      </pre>
      <p className="mt-4 max-w-3xl">
        <strong>{words('limits')}</strong> {words(`${name}.limits`)}
      </p>
    </Section>
  )
}
