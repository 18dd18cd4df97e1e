import { ArrowRight, ChevronsLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from './button-link'

export type PaginationProps = {
  /** The list's own address, without query. */
  path: string
  /** What stays in the query from page to page: filters, search. */
  query?: Readonly<Record<string, string | undefined>>
  /** Where this page began; undefined on the first one. */
  cursor: string | undefined
  nextCursor: string | null
  /** The cursor's name in the query, where one page has several lists. */
  cursorName?: string
}

/** From page to page of a list that is read by cursor: on, and back to the beginning. The browser's Back does the rest. */
export function Pagination({ path, query = {}, cursor, nextCursor, cursorName = 'cursor' }: PaginationProps) {
  const words = useTranslations('ui')
  if (!cursor && !nextCursor) return null
  return (
    <nav aria-label={words('pages')} className="mt-5 flex flex-wrap justify-between gap-3 print:hidden">
      <span>
        {cursor ? (
          <ButtonLink
            href={addressOf(path, query)}
            variant="secondary"
            size="small"
            icon={<ChevronsLeft aria-hidden className="size-4" />}
          >
            {words('firstPage')}
          </ButtonLink>
        ) : null}
      </span>
      {nextCursor ? (
        <ButtonLink href={addressOf(path, { ...query, [cursorName]: nextCursor })} variant="secondary" size="small">
          {words('nextPage')}
          <ArrowRight aria-hidden className="size-4" />
        </ButtonLink>
      ) : null}
    </nav>
  )
}

/** The address with the query values that are set. */
export function addressOf(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length > 0 ? `${path}?${new URLSearchParams(set).toString()}` : path
}
