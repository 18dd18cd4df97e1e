'use client'
// Reading a template file: choose it, see what it would do, change where it goes, take it.
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { LiveRegion } from '@/components/ui/live-region'
import { Select } from '@/components/ui/select'
import { ask, type Wish } from './ask'
import type { ShownPlan } from './file-answer'
import { OtherName } from './other-name'
import { PickTemplate } from './pick-template'
import { PlanForm } from './plan-form'
import { Trouble } from './trouble'

type Login = { id: string; name: string; userName: string }

export type Shown = { readonly plan: ShownPlan; readonly wish: Wish }
export type TroubleShown = { readonly message: string; readonly problems: readonly string[] }

const BYTES_MAX = 1024 * 1024

export function ImportForm({ logins }: { logins: readonly Login[] }) {
  const words = useTranslations('templateForms.import')
  const router = useRouter()
  const [file, setFile] = useState<{ name: string; text: string }>()
  const [login, setLogin] = useState(logins[0]?.id ?? '')
  const [shown, setShown] = useState<Shown>()
  const [trouble, setTrouble] = useState<TroubleShown>()
  const [isBusy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (shown || trouble) heading.current?.focus()
  }, [shown, trouble])

  /** Asks for what would happen, and shows it. */
  const look = async (text: string, wish: Wish) => {
    setBusy(true)
    const answer = await ask(text, wish)
    setBusy(false)
    const refusal = answer?.ok ? undefined : (answer ?? { message: words('noAnswer'), problems: [] })
    setTrouble(refusal)
    if (answer?.ok && 'plan' in answer) setShown({ plan: answer.plan, wish })
    // A name that cannot be had is corrected where it was typed; a file that cannot be read has nothing to show.
    else if (refusal && refusal.problems.length > 0) setShown(undefined)
  }

  const pick = async (picked: File) => {
    const isTooLarge = picked.size > BYTES_MAX
    const text = isTooLarge ? '' : await picked.text()
    setFile({ name: picked.name, text })
    setShown(undefined)
    if (!isTooLarge) return look(text, { transferLoginId: login })
    setTrouble({ message: words('tooLarge'), problems: [] })
  }

  const take = async (wish: Wish, note: string) => {
    if (!file || !shown) return
    // What was typed since has not been shown yet: it is shown first.
    if (!isSameWish(wish, shown)) return look(file.text, wish)
    setBusy(true)
    const { standing } = shown.plan
    const onto: Record<string, string> = standing ? { onto: standing.id, version: String(standing.version) } : {}
    const answer = await ask(file.text, wish, { take: 'true', ...onto, ...(note ? { note } : {}) })
    if (answer?.ok && 'templateId' in answer) return router.push(`/templates/${answer.templateId}`)
    setBusy(false)
    setTrouble(answer && !answer.ok ? answer : { message: words('noAnswer'), problems: [] })
  }

  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <LiveRegion>{isBusy ? words('reading') : ''}</LiveRegion>
      <Select
        label={words('login')}
        description={words('loginHelp')}
        className="max-w-md"
        value={login}
        onChange={(key) => {
          setLogin(String(key))
          if (file?.text) void look(file.text, { ...shown?.wish, transferLoginId: String(key) })
        }}
        options={logins.map(({ id, name, userName }) => ({ id, label: name, description: userName }))}
      />
      <PickTemplate isReading={isBusy && !shown} onPick={(picked) => void pick(picked)} />
      {trouble ? <Trouble ref={shown ? null : heading} fileName={file?.name ?? ''} trouble={trouble} /> : null}
      {trouble && !shown && file?.text && trouble.problems.length === 0 ? (
        <OtherName isBusy={isBusy} onLook={(fileName) => void look(file.text, { transferLoginId: login, fileName })} />
      ) : null}
      {shown ? (
        <PlanForm
          key={JSON.stringify([shown.wish, shown.plan.fileName, shown.plan.name])}
          ref={heading}
          shown={shown}
          isBusy={isBusy}
          onLook={(wish) => void look(file?.text ?? '', wish)}
          onTake={(wish, note) => void take(wish, note)}
        />
      ) : null}
    </div>
  )
}

/** Whether what would be taken is what was shown. */
export function isSameWish(wish: Wish, { plan, wish: { transferLoginId } }: Shown): boolean {
  return wish.transferLoginId === transferLoginId && wish.name === plan.name && wish.fileName === plan.fileName
}
