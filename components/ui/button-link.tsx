import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonStyle, type ButtonSize, type ButtonVariant } from './button-style'

type ButtonLinkProps = {
  href: string
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: ReactNode
  className?: string
  children: ReactNode
  /** For a file: a plain anchor that the router leaves alone. */
  download?: boolean
  'aria-label'?: string
}

/** A link that looks like a button: it leads to an address, or hands over a file. */
export function ButtonLink({ href, variant, size, icon, className, children, download, ...rest }: ButtonLinkProps) {
  const look = buttonStyle(variant, size, className)
  if (download) {
    return (
      <a href={href} download className={look} {...rest}>
        {icon}
        {children}
      </a>
    )
  }
  return (
    <Link href={href} className={look} {...rest}>
      {icon}
      {children}
    </Link>
  )
}
