import { useTranslations } from 'next-intl'
import { CodeText } from '@/components/ui/code-text'
import type { Connection } from './sftp-line'

/** The fingerprints of this server's host keys, for the first connection. */
export function Fingerprints({ connection }: { connection: Connection }) {
  const words = useTranslations('transfers.connect')
  return (
    <>
      <ul className="flex flex-col gap-2">
        {connection.fingerprints.map((key) => (
          <li key={key.type} className="flex flex-wrap items-baseline gap-x-3">
            <span className="w-44 text-sm text-ink-soft">{key.type}</span>
            <CodeText>{key.sha256}</CodeText>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-soft">{words('fingerprintsText')}</p>
    </>
  )
}
