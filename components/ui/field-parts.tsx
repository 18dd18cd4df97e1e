'use client'
// What every field has around its input: label, description, error. Browsers' own validation messages come in the
// browser's language; these come in the page's.
import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { FieldError as AriaFieldError } from 'react-aria-components/FieldError'
import { Label as AriaLabel } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'

/** The input itself: 44 px high, edge with at least 3:1 contrast. */
export const inputStyle =
  'min-h-11 w-full rounded-lg border border-edge bg-surface px-3.5 py-2 text-base text-ink placeholder:text-ink-soft ' +
  'data-[invalid]:border-bad data-[invalid]:ring-1 data-[invalid]:ring-bad disabled:bg-sunken disabled:text-ink-soft'

export const fieldStyle = 'flex flex-col gap-1.5'

export function FieldLabel({ children, isOptional }: { children: ReactNode; isOptional?: boolean }) {
  const words = useTranslations('ui')
  return (
    <AriaLabel className="text-sm font-semibold text-ink">
      {children}
      {isOptional ? <span className="ml-1.5 font-normal text-ink-soft">{words('optional')}</span> : null}
    </AriaLabel>
  )
}

export function FieldDescription({ children }: { children?: ReactNode }) {
  if (!children) return null
  return (
    <Text slot="description" className="max-w-prose text-sm text-ink-soft">
      {children}
    </Text>
  )
}

/** The error of the field: the given one, the one the action returned for its name, or what the browser found. */
export function FieldError({ children }: { children?: ReactNode }) {
  const words = useTranslations('ui')
  return (
    <AriaFieldError className="flex items-start gap-1.5 text-sm font-medium text-bad">
      {({ validationDetails: found, validationErrors }) => (
        <>
          <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
          <span>
            {children ??
              (found.valueMissing
                ? words('valueMissing')
                : found.typeMismatch
                  ? words('valueMismatch')
                  : found.tooShort
                    ? words('valueTooShort')
                    : validationErrors.join(' '))}
          </span>
        </>
      )}
    </AriaFieldError>
  )
}
