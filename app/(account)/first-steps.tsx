import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { classes } from '@/components/ui/classes'

/** The way from nothing to the first file that imports itself, with what is done already ticked. */
export function FirstSteps({ hasLogin }: { hasLogin: boolean }) {
  const words = useTranslations('home.first')
  const steps = [
    { id: 'login', isDone: hasLogin, href: '/transfers/new' },
    { id: 'import', isDone: false, href: '/imports/new' },
    { id: 'deliver', isDone: false, href: '/transfers' },
  ] as const
  const next = steps.findIndex((step) => !step.isDone)
  return (
    <section aria-labelledby="first-title" className="mb-14 overflow-hidden rounded-2xl bg-board text-chalk">
      <div className="px-6 pt-8 sm:px-10 sm:pt-10">
        <h2 id="first-title" className="max-w-2xl text-2xl">
          {words('title')}
        </h2>
        <p className="mt-2 max-w-2xl text-lg text-chalk-soft">{words('text')}</p>
      </div>
      <ol className="mt-6">
        {steps.map((step, index) => (
          <li
            key={step.id}
            className="flex flex-wrap items-center gap-x-5 gap-y-3 border-t border-board-rule px-6 py-5 sm:px-10"
          >
            <span
              className={classes(
                'grid size-10 shrink-0 place-items-center rounded-full border-2 text-lg font-bold',
                step.isDone ? 'border-pencil bg-pencil text-[oklch(0.24_0.03_90)]' : 'border-chalk-soft text-chalk',
              )}
            >
              {step.isDone ? <Check aria-hidden className="size-6" strokeWidth={3.5} /> : index + 1}
            </span>
            <div className="min-w-0 grow basis-72">
              <h3 className="text-lg">
                {words(`steps.${step.id}.title`)}
                {step.isDone ? <span className="sr-only"> {words('done')}</span> : null}
              </h3>
              <p className="text-chalk-soft">{words(`steps.${step.id}.text`)}</p>
            </div>
            {index === next ? (
              <ButtonLink
                href={step.href}
                className="border-pencil! bg-pencil! text-[oklch(0.24_0.03_90)]! hover:brightness-105 focus-visible:outline-chalk!"
              >
                {words(`steps.${step.id}.action`)}
              </ButtonLink>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
