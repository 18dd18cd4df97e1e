'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { ValueProposal } from '@/lib/mapping/transforms/propose-values'
import { TEXT_LENGTH_MAX } from '@/lib/mapping/transforms/transform'

/** One value of a list and what it becomes; undefined: it is not in the list. */
export function ListedValue({
  text,
  count,
  becomes,
  proposal,
  allowed,
  onChange,
}: {
  text: string
  count: number | undefined
  becomes: string | undefined
  proposal: ValueProposal | undefined
  allowed: readonly string[] | undefined
  onChange: (becomes: string | undefined) => void
}) {
  const words = useTranslations('columnValues.list')
  const name = text === '' ? words('blank') : text
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
      <span className="flex min-w-0 grow basis-36 flex-col">
        {text === '' ? (
          <span className="text-ink-soft italic">{words('blank')}</span>
        ) : (
          <bdi translate="no" className="font-mono text-sm foreign-text whitespace-pre-wrap">
            {text}
          </bdi>
        )}
        <span className="text-xs text-ink-soft">{count === undefined ? '' : words('count', { count })}</span>
      </span>
      <span className="flex min-w-0 grow basis-52 flex-col items-start gap-1">
        {allowed ? (
          <TokenChoice
            label={words('becomes', { value: name })}
            becomes={becomes}
            allowed={allowed}
            onChange={onChange}
          />
        ) : (
          <TextChoice label={words('becomes', { value: name })} becomes={becomes} onChange={onChange} />
        )}
        {becomes === undefined && proposal ? (
          <span className="flex flex-wrap items-center gap-2 text-xs text-ink-soft">
            <Button
              variant="secondary"
              size="small"
              aria-label={words('acceptLabel', { token: proposal.token, value: name })}
              onPress={() => onChange(proposal.token)}
            >
              {words('accept', { token: proposal.token })}
            </Button>
            {words(`by.${proposal.by}`)}
          </span>
        ) : null}
      </span>
    </li>
  )
}

const NOT_LISTED = 'not-listed'
const BLANK = 'blank'
const TOKEN = 'token:'

type ChoiceProps = { label: string; becomes: string | undefined; onChange: (becomes: string | undefined) => void }

function TokenChoice({ label, becomes, allowed, onChange }: ChoiceProps & { allowed: readonly string[] }) {
  const words = useTranslations('columnValues.list')
  const own = becomes === undefined || becomes === '' || allowed.includes(becomes) ? [] : [becomes]
  return (
    <Select
      aria-label={label}
      className="w-full"
      value={becomes === undefined ? NOT_LISTED : becomes === '' ? BLANK : TOKEN + becomes}
      onChange={(key) => {
        const chosen = String(key)
        onChange(chosen === NOT_LISTED ? undefined : chosen === BLANK ? '' : chosen.slice(TOKEN.length))
      }}
      options={[
        { id: NOT_LISTED, label: words('notListed') },
        { id: BLANK, label: words('becomesBlank') },
        ...[...own, ...allowed].map((token) => ({ id: TOKEN + token, label: token })),
      ]}
    />
  )
}

function TextChoice({ label, becomes, onChange }: ChoiceProps) {
  const words = useTranslations('columnValues.list')
  if (becomes === undefined) {
    return (
      <Button variant="secondary" size="small" aria-label={label} onPress={() => onChange('')}>
        {words('replace')}
      </Button>
    )
  }
  return (
    <span className="flex w-full items-end gap-2">
      <TextField
        className="grow"
        label={<span className="sr-only">{label}</span>}
        placeholder={words('becomesBlank')}
        mono
        autoFocus
        maxLength={TEXT_LENGTH_MAX}
        value={becomes}
        onChange={onChange}
      />
      <Button
        variant="quiet"
        size="small"
        aria-label={`${words('remove')}: ${label}`}
        onPress={() => onChange(undefined)}
      >
        {words('remove')}
      </Button>
    </span>
  )
}
