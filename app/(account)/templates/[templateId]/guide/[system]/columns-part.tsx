import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import type { GuideColumn, GuideFile } from '@/lib/guides/file-columns'
import type { Guide } from '@/lib/guides/guide'
import type { Say } from '@/lib/guides/marked'
import { MarkedText } from './marked-text'
import { onPaper } from './on-paper'
import { Part } from './part'

/** The columns in the order of the file, with what must be filled and what may stand there. */
export function ColumnsPart({ guide, say }: { guide: Guide; say: Say }) {
  const isZip = guide.files.length > 1
  return (
    <Part id="columns" title={say(isZip ? 'columns.titleMembers' : 'columns.title')}>
      <ul className="mb-4 max-w-4xl list-disc pl-6 marker:text-brand print:mb-1 print:max-w-none print:pl-5">
        {guide.rules.map((rule) => (
          <li key={rule}>
            <MarkedText>{rule}</MarkedText>
          </li>
        ))}
      </ul>
      <div className="flex flex-col gap-6 print:gap-2">
        {guide.files.map((file) => (
          <div key={file.name}>
            {isZip ? (
              <h3 className="mb-2 text-base print:mb-0 print:text-[9.5pt]">
                <FileName name={file.name} /> <span className="font-normal text-ink-soft">{titleOf(file, say)}</span>
              </h3>
            ) : null}
            {file.isManifest ? <p>{say('columns.manifest')}</p> : <FileTable file={file} say={say} />}
          </div>
        ))}
      </div>
    </Part>
  )
}

const titleOf = ({ type, mayBeAbsent }: GuideFile, say: Say) =>
  mayBeAbsent ? `${type} · ${say('columns.mayBeAbsent')}` : type

function FileTable({ file, say }: { file: GuideFile; say: Say }) {
  const columns: Column<GuideColumn>[] = [
    {
      id: 'position',
      header: say('columns.position'),
      align: 'end',
      className: `print:w-[5%] ${onPaper}`,
      cell: ({ position }) => position,
    },
    {
      id: 'header',
      header: say('columns.header'),
      isRowHeader: true,
      className: `print:w-[22%] ${onPaper}`,
      cell: ({ header }) => (header === null ? say('columns.noHeader') : <FileName name={header} />),
    },
    {
      id: 'need',
      header: say('columns.need'),
      className: `print:w-[12%] ${onPaper}`,
      cell: ({ need, isNeeded }) =>
        isNeeded ? <strong>{need}</strong> : <span className="text-ink-soft">{need}</span>,
    },
    {
      id: 'content',
      header: say('columns.content'),
      className: `min-w-56 print:w-[44%] print:min-w-0 ${onPaper}`,
      cell: ({ meaning, content }) => (
        <>
          {meaning ? <span className="font-medium">{meaning}. </span> : null}
          <span className="[overflow-wrap:anywhere]">{content.join(' ')}</span>
        </>
      ),
    },
    {
      id: 'example',
      header: say('columns.example'),
      className: `max-w-56 [overflow-wrap:anywhere] print:w-[17%] ${onPaper}`,
      cell: ({ example }) => <FileName name={example} />,
    },
  ]
  return <DataTable caption={file.name} columns={columns} rows={file.columns} rowKey={({ position }) => position} />
}
