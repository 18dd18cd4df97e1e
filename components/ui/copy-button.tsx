'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from './button'
import type { ButtonVariant } from './button-style'

const SHOWN_MS = 2500

/** Copies a text and says so, in view and to screen readers. */
export function CopyButton({
  text,
  label,
  variant = 'secondary',
}: {
  text: string
  label?: string
  variant?: ButtonVariant
}) {
  const words = useTranslations('ui')
  const [copied, setCopied] = useState<boolean>()
  useEffect(() => {
    if (copied === undefined) return
    const timer = setTimeout(() => setCopied(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  const Icon = copied ? Check : Copy
  return (
    <>
      <Button
        variant={variant}
        size="small"
        aria-label={label}
        onPress={() => void copy()}
        icon={<Icon aria-hidden className="size-4" />}
      >
        {copied ? words('copied') : words('copy')}
      </Button>
      <span role="status" className="sr-only">
        {copied === true ? words('copied') : copied === false ? words('copyFailed') : ''}
      </span>
    </>
  )
}
