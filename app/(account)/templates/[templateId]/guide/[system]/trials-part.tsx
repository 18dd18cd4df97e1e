import { DataTable, type Column } from '@/components/ui/data-table'
import type { Guide } from '@/lib/guides/guide'
import type { Say } from '@/lib/guides/marked'
import type { Trial } from '@/lib/guides/trials'
import type { Trouble } from '@/lib/guides/troubles'
import { MarkedText } from './marked-text'
import { onPaper } from './on-paper'
import { Part } from './part'

const wide = `min-w-48 print:min-w-0 [overflow-wrap:anywhere] ${onPaper}`

/** How to try it, and what is to be seen where. */
export function TrialsPart({ guide, say }: { guide: Guide; say: Say }) {
  const columns: Column<Trial>[] = [
    { id: 'what', header: say('tests.step'), isRowHeader: true, className: wide, cell: ({ what }) => what },
    { id: 'there', header: say('tests.there'), className: wide, cell: ({ there }) => there },
    { id: 'here', header: say('tests.here'), className: wide, cell: ({ here }) => here },
    { id: 'mail', header: say('tests.mail'), className: wide, cell: ({ mail }) => mail },
  ]
  return (
    <Part id="tests" title={say('tests.title')}>
      <DataTable caption={say('tests.title')} columns={columns} rows={guide.trials} rowKey={({ id }) => id} />
    </Part>
  )
}

/** What may go wrong, by what is seen. */
export function TroublesPart({ guide, say }: { guide: Guide; say: Say }) {
  const columns: Column<Trouble>[] = [
    {
      id: 'sign',
      header: say('troubles.sign'),
      isRowHeader: true,
      className: `print:w-[30%] ${wide}`,
      cell: ({ sign }) => sign,
    },
    {
      id: 'remedy',
      header: say('troubles.remedy'),
      className: wide,
      cell: ({ remedy }) => <MarkedText>{remedy}</MarkedText>,
    },
  ]
  return (
    <Part id="troubles" title={say('troubles.title')}>
      <DataTable caption={say('troubles.title')} columns={columns} rows={guide.troubles} rowKey={({ id }) => id} />
    </Part>
  )
}
